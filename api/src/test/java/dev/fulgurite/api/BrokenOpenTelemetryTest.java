package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks on the way to a span stays there. */
class BrokenOpenTelemetryTest {
  private static final List<Class<?>> TYPES =
      List.of(TracerProvider.class, Tracer.class, SpanBuilder.class, Span.class);

  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();

  static Stream<String> methods() {
    return Stream.of(
        "getTracer",
        "getTracerProvider",
        "spanBuilder",
        "setAttribute",
        "startSpan",
        "isRecording",
        "getSpanContext",
        "setStatus",
        "addEvent",
        "makeCurrent",
        "end");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void emits_doNotThrow_whenAMethodOfTheSdkDoes(String method) {
    Emitter emitter =
        Emitter.create(breaking(OpenTelemetry.class, recorder.openTelemetry(), method));
    List<Consumer<Emitter>> emits =
        List.of(
            e -> e.message("hi"),
            e -> e.reward(1),
            e -> e.annotation(Map.of("a", 1)),
            e -> e.object(List.of(1)),
            e -> e.exception(new IllegalStateException()),
            BrokenOpenTelemetryTest::operate);

    assertThat(emits)
        .allSatisfy(emit -> assertThatCode(() -> emit.accept(emitter)).doesNotThrowAnyException());
    assertThat(Span.current()).isSameAs(Span.getInvalid());
  }

  private static void operate(Emitter emitter) {
    try (Operation operation = emitter.operation("work", Map.of("a", 1))) {
      operation.input("a", 1).output(2).fail(new IllegalStateException());
    }
  }

  @Test
  void reward_isStillEmitted_whenOnlyItsContextCannotBeTold() {
    Emitter emitter =
        Emitter.create(breaking(OpenTelemetry.class, recorder.openTelemetry(), "getSpanContext"));

    SpanContext context = emitter.reward(1);

    assertThat(context.isValid()).isFalse();
    assertThat(SpanReaders.rewardValue(recorder.onlyView())).hasValue(1);
  }

  /** Passes everything on to {@code target}, but for one method, which throws an error. */
  private static <T> T breaking(Class<T> type, Object target, String broken) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals(broken)) {
            throw new NoSuchMethodError(broken);
          }
          Object result = invoke(method, target, arguments);
          Class<?> returned = method.getReturnType();
          if (result == target) {
            return proxy;
          }
          return TYPES.contains(returned) ? breaking(returned, result, broken) : result;
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
