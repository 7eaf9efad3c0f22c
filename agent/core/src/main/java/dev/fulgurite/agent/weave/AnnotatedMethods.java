package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.boundary.WovenMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import org.jspecify.annotations.Nullable;

/**
 * Reads our annotations off a method, by name and once, while its class is woven: its own, and
 * where it has none of a kind, those of the methods that it overrides.
 */
final class AnnotatedMethods {
  private static final Set<String> STREAMS =
      Set.of(
          "java.util.concurrent.Flow$Publisher",
          "org.reactivestreams.Publisher",
          "reactor.core.publisher.Flux",
          "reactor.core.publisher.Mono",
          "io.reactivex.rxjava3.core.Flowable",
          "io.reactivex.rxjava3.core.Observable",
          "io.reactivex.rxjava3.core.Single",
          "io.reactivex.rxjava3.core.Maybe",
          "io.reactivex.rxjava3.core.Completable");

  /** Put together at run time, since relocation would rewrite the literal. */
  private static final String CONTINUATION = String.join("", "kot", "lin.coroutines.Continuation");

  private final MethodDescription.InDefinedShape method;

  /** The method, and what it overrides. */
  private final List<MethodDescription.InDefinedShape> versions = new ArrayList<>();

  private AnnotatedMethods(MethodDescription.InDefinedShape method, OverriddenMethods overridden) {
    this.method = method;
    versions.add(method);
    versions.addAll(overridden.by(method));
  }

  /** What {@code method} asks for, or null for nothing. */
  static @Nullable WovenMethod read(
      MethodDescription.InDefinedShape method, OverriddenMethods overridden) {
    return new AnnotatedMethods(method, overridden).read();
  }

  private @Nullable WovenMethod read() {
    AnnotationDescription operation = find(AnnotatedMethods::operation);
    List<WovenMethod.Emit> emits = emits();
    if (operation == null && emits.isEmpty()) {
      return null;
    }
    String name = operation == null ? null : text(operation, "value", method.getName());
    boolean publisher = STREAMS.contains(method.getReturnType().asErasure().getName());
    return new WovenMethod(
        name,
        emits,
        on("Redact"),
        publisher,
        isSuspending(),
        name == null ? List.of() : parameters());
  }

  private boolean isSuspending() {
    int last = method.getParameters().size() - 1;
    return last >= 0 && isContinuation(method.getParameters().get(last));
  }

  private static boolean isContinuation(ParameterDescription parameter) {
    return parameter.getType().asErasure().getName().equals(CONTINUATION);
  }

  private static @Nullable AnnotationDescription operation(
      MethodDescription.InDefinedShape version) {
    String name = AnnotatedMethodNames.OPERATION;
    AnnotationDescription own = MetaAnnotations.find(version.getDeclaredAnnotations(), name);
    return own == null && version.isPublic() && !version.isStatic()
        ? MetaAnnotations.find(version.getDeclaringType().getDeclaredAnnotations(), name)
        : own;
  }

  private List<WovenMethod.Emit> emits() {
    List<WovenMethod.Emit> emits = new ArrayList<>();
    for (String kind : AnnotatedMethodNames.EMITS) {
      AnnotationDescription annotation =
          find(version -> MetaAnnotations.find(version.getDeclaredAnnotations(), kind));
      if (annotation != null) {
        emits.add(new WovenMethod.Emit(kind, value(kind, annotation)));
      }
    }
    return emits;
  }

  private static String value(String kind, AnnotationDescription annotation) {
    return switch (kind) {
      case "EmitReward" -> text(annotation, "value", "primary");
      case "EmitMessage" ->
          annotation.getValue("role").resolve() instanceof EnumerationDescription role
              ? role.getValue()
              : "ASSISTANT";
      default -> "";
    };
  }

  /** Where one parameter has a name given, those without are not recorded. */
  private List<WovenMethod.Parameter> parameters() {
    List<@Nullable AnnotationDescription> captures =
        IntStream.range(0, method.getParameters().size())
            .<@Nullable AnnotationDescription>mapToObj(index -> on(index, "Capture"))
            .toList();
    boolean chosen = captures.stream().anyMatch(capture -> capture != null);
    List<WovenMethod.Parameter> parameters = new ArrayList<>();
    for (ParameterDescription parameter : method.getParameters()) {
      AnnotationDescription capture = captures.get(parameter.getIndex());
      String name = parameter.isNamed() ? parameter.getName() : "args." + parameter.getIndex();
      String unchosen = chosen || isContinuation(parameter) ? "" : name;
      String recorded = capture == null ? unchosen : text(capture, "value", "");
      boolean redacted = on(parameter.getIndex(), "Redact") != null;
      parameters.add(new WovenMethod.Parameter(recorded, redacted));
    }
    return parameters;
  }

  private boolean on(String name) {
    return find(version -> MetaAnnotations.find(version.getDeclaredAnnotations(), name)) != null;
  }

  private @Nullable AnnotationDescription on(int parameter, String name) {
    return find(
        version ->
            MetaAnnotations.find(
                version.getParameters().get(parameter).getDeclaredAnnotations(), name));
  }

  private @Nullable AnnotationDescription find(
      Function<MethodDescription.InDefinedShape, @Nullable AnnotationDescription> look) {
    for (MethodDescription.InDefinedShape version : versions) {
      AnnotationDescription found = look.apply(version);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static String text(AnnotationDescription annotation, String member, String absent) {
    Object value = annotation.getValue(member).resolve();
    return value instanceof String text && !text.isEmpty() ? text : absent;
  }
}
