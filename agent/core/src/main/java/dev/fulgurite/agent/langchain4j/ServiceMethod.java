package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.reflect.Getters;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of a method of an AI service's interface. */
record ServiceMethod(Object proxy, Method method, List<?> arguments) {
  /** Whether LangChain4j would ask a model. */
  boolean isServed() {
    Class<?> declaring = method.getDeclaringClass();
    return !method.isDefault()
        && declaring != Object.class
        && !declaring.getName().equals(Names.MEMORY_ACCESS);
  }

  String serviceName() {
    Class<?>[] interfaces = proxy.getClass().getInterfaces();
    return (interfaces.length > 0 ? interfaces[0] : method.getDeclaringClass()).getSimpleName();
  }

  @Nullable String memoryId() {
    return Getters.text(annotated(Names.MEMORY_ID));
  }

  /**
   * The user's message where it is an argument; null where a template makes it, or it is no text.
   */
  @Nullable String userMessage() {
    if (isAnnotated(method, Names.USER_MESSAGE)) {
      return null;
    }
    Object message = annotated(Names.USER_MESSAGE);
    if (message == null && arguments.size() == 1 && annotated(Names.MEMORY_ID) == null) {
      message = arguments.get(0);
    }
    return message instanceof CharSequence ? Getters.text(message) : null;
  }

  private @Nullable Object annotated(String annotation) {
    Parameter[] parameters = method.getParameters();
    for (int i = 0; i < parameters.length && i < arguments.size(); i++) {
      if (isAnnotated(parameters[i], annotation)) {
        return arguments.get(i);
      }
    }
    return null;
  }

  private static boolean isAnnotated(AnnotatedElement element, String name) {
    for (Annotation annotation : element.getAnnotations()) {
      if (annotation.annotationType().getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The text that the caller gets, if it is one. */
  static @Nullable String textOf(@Nullable Object returned) {
    Object content =
        Getters.isA(returned, Names.RESULT) ? Getters.read(returned, "content") : returned;
    return content instanceof String text ? text : null;
  }
}
