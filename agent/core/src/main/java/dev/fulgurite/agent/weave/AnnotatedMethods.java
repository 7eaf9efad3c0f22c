package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.boundary.WovenMethod;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Reads our annotations off a class, by name and once, while it is woven. */
final class AnnotatedMethods {
  private static final String PACKAGE = AnnotatedMethodNames.PACKAGE;
  private static final String OPERATION = AnnotatedMethodNames.OPERATION;
  private static final List<String> EMITS = AnnotatedMethodNames.EMITS;

  /** What {@code method} asks for, or null for nothing. */
  static @Nullable WovenMethod read(TypeDescription type, MethodDescription method) {
    AnnotationList annotations = method.getDeclaredAnnotations();
    AnnotationDescription operation = find(annotations, OPERATION);
    if (operation == null && method.isPublic() && !method.isStatic()) {
      operation = find(type.getDeclaredAnnotations(), OPERATION);
    }
    List<WovenMethod.Emit> emits = emits(annotations);
    if (operation == null && emits.isEmpty()) {
      return null;
    }
    String name = operation == null ? null : text(operation, "value", method.getName());
    boolean redacted = find(annotations, "Redact") != null;
    return new WovenMethod(name, emits, redacted, name == null ? List.of() : parameters(method));
  }

  private static List<WovenMethod.Emit> emits(AnnotationList annotations) {
    List<WovenMethod.Emit> emits = new ArrayList<>();
    for (AnnotationDescription annotation : annotations) {
      String name = annotation.getAnnotationType().getName();
      String kind = name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : "";
      if (EMITS.contains(kind)) {
        emits.add(new WovenMethod.Emit(kind, value(kind, annotation)));
      }
    }
    return emits;
  }

  private static String value(String kind, AnnotationDescription annotation) {
    return switch (kind) {
      case "EmitReward" -> text(annotation, "value", "primary");
      case "EmitMessage" ->
          member(annotation, "role").resolve() instanceof EnumerationDescription role
              ? role.getValue()
              : "ASSISTANT";
      default -> "";
    };
  }

  /** Where one parameter has a name given, those without are not recorded. */
  private static List<WovenMethod.Parameter> parameters(MethodDescription method) {
    boolean chosen =
        method.getParameters().stream()
            .anyMatch(p -> find(p.getDeclaredAnnotations(), "Capture") != null);
    return method.getParameters().stream().map(p -> parameter(p, chosen)).toList();
  }

  private static WovenMethod.Parameter parameter(ParameterDescription parameter, boolean chosen) {
    AnnotationList annotations = parameter.getDeclaredAnnotations();
    AnnotationDescription capture = find(annotations, "Capture");
    boolean redacted = find(annotations, "Redact") != null;
    if (capture != null) {
      return new WovenMethod.Parameter(text(capture, "value", ""), redacted);
    }
    String name = parameter.isNamed() ? parameter.getName() : "args." + parameter.getIndex();
    return new WovenMethod.Parameter(chosen ? "" : name, redacted);
  }

  private static @Nullable AnnotationDescription find(AnnotationList annotations, String name) {
    for (AnnotationDescription annotation : annotations) {
      if (annotation.getAnnotationType().getName().equals(PACKAGE + name)) {
        return annotation;
      }
    }
    return null;
  }

  private static String text(AnnotationDescription annotation, String member, String absent) {
    Object value = member(annotation, member).resolve();
    return value instanceof String text && !text.isEmpty() ? text : absent;
  }

  private static AnnotationValue<?, ?> member(AnnotationDescription annotation, String member) {
    return annotation.getValue(member);
  }

  private AnnotatedMethods() {}
}
