package dev.fulgurite.agent.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An SDK's objects as they go over the wire. Thread-safe. */
public final class Wire {
  private static final MethodType WRITE = MethodType.methodType(Object.class, Object.class);

  /** Per class and so collected with it; bound to the mapper of its SDK. */
  private static final ClassValue<Optional<MethodHandle>> WRITERS =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return writer(type);
        }
      };

  /**
   * The JSON that the SDK makes of one of its objects; a missing node where it makes none.
   *
   * @param sdkObject never one of the application's own
   */
  public static JsonNode of(@Nullable Object sdkObject) {
    Optional<MethodHandle> writer =
        sdkObject == null ? Optional.empty() : WRITERS.get(sdkObject.getClass());
    if (writer.isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      Object text = (Object) writer.get().invokeExact(sdkObject);
      return Trees.parse((String) text);
    } catch (Throwable unwritable) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<MethodHandle> writer(Class<?> type) {
    try {
      Class<?> mappers =
          Class.forName(root(type.getName()) + ".core.ObjectMappers", true, type.getClassLoader());
      Object mapper = mappers.getMethod("jsonMapper").invoke(null);
      MethodHandle write =
          MethodHandles.publicLookup()
              .unreflect(mapper.getClass().getMethod("writeValueAsString", Object.class));
      return Optional.of(write.bindTo(mapper).asType(WRITE));
    } catch (ReflectiveOperationException | LinkageError notAnSdk) {
      return Optional.empty();
    }
  }

  /** The package that all of an SDK's classes are in, such as {@code com.openai}. */
  static String root(String className) {
    int second = className.indexOf('.', className.indexOf('.') + 1);
    return second < 0 ? className : className.substring(0, second);
  }

  private Wire() {}
}
