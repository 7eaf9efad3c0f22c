package dev.fulgurite.agent.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.boundary.WovenMethod;
import dev.fulgurite.agent.bridge.RecordingSink.Recorded;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Reward;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnotatedMethodTest {
  private static final String VALUE = "agentlightning.reward.0.value";
  private final RecordingSink sink = new RecordingSink();
  private final OpenTelemetry bridge = new BridgeOpenTelemetry(sink.alone());

  @BeforeEach
  void install() {
    Emitter.install(bridge);
  }

  @AfterEach
  void uninstall() {
    Emitter.uninstall(bridge);
  }

  @Test
  void operation_recordsInputsAndOutput() {
    call(
        operation(
            new WovenMethod.Parameter("goal", false),
            new WovenMethod.Parameter("", false),
            new WovenMethod.Parameter("hint", true)),
        "done",
        "g",
        2,
        "secret");

    assertThat(sink.only().attributes)
        .containsEntry("agentlightning.operation.name", "plan")
        .containsEntry("agentlightning.operation.input.goal", "g")
        .containsEntry("agentlightning.operation.input.hint", AnnotatedMethod.REDACTED)
        .containsEntry("agentlightning.operation.output", "done")
        .hasSize(4);
    assertThat(sink.only().ended).isNotNegative();
  }

  @Test
  void operation_failsWithWhatWasThrown() {
    AnnotatedMethod method = new AnnotatedMethod(operation());

    method.exit(method.enter(new Object[0]), null, new IllegalStateException("boom"));

    assertThat(sink.only().status).startsWith("ERROR");
  }

  @Test
  void future_isReturnedAsItIs_andEndsTheOperationWhenItCompletes() {
    AnnotatedMethod method = new AnnotatedMethod(operation());
    CompletableFuture<String> future = new CompletableFuture<>();

    Object token = method.enter(new Object[0]);
    Object returned = method.exit(token, future, null);

    assertThat(returned).isSameAs(future);
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    assertThat(sink.only().ended).isNegative();
    future.complete("late");
    assertThat(sink.only().ended).isNotNegative();
    assertThat(sink.only().attributes).containsEntry("agentlightning.operation.output", "late");
  }

  @Test
  void future_thatFails_failsTheOperationWithItsCause() {
    AnnotatedMethod method = new AnnotatedMethod(operation());
    CompletableFuture<String> future = new CompletableFuture<>();
    method.exit(method.enter(new Object[0]), future.thenApply(s -> s), null);

    future.completeExceptionally(new IllegalStateException("boom"));

    assertThat(sink.only().status).contains("boom").doesNotContain("CompletionException");
  }

  @Test
  void publisher_endsTheOperation_withItsFirstSubscription() {
    SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 8);
    AnnotatedMethod method = new AnnotatedMethod(publishing("EmitObject"));

    Object returned = method.exit(method.enter(new Object[0]), publisher, null);

    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    Received received = new Received();
    ((Flow.Publisher<?>) returned).subscribe(received);
    publisher.submit("a");
    assertThat(sink.only().ended).isNegative();
    publisher.close();
    assertThat(sink.only().ended).isNotNegative();
    assertThat(sink.only().attributes).doesNotContainKey("agentlightning.operation.output");
    assertThat(received.items).containsExactly("a", "complete");
  }

  @Test
  void publisher_thatFailsOrIsCancelled_endsTheOperationOnce() {
    SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 8);
    AnnotatedMethod method = new AnnotatedMethod(publishing("EmitObject"));
    Received received = new Received();

    ((Flow.Publisher<?>) method.exit(method.enter(new Object[0]), publisher, null))
        .subscribe(received);
    publisher.closeExceptionally(new IllegalStateException("boom"));

    assertThat(sink.only().status).contains("boom");
    assertThat(received.items).containsExactly("java.lang.IllegalStateException: boom");

    sink.spans.clear();
    Received cancelling = new Received();
    ((Flow.Publisher<?>)
            method.exit(
                method.enter(new Object[0]),
                new SubmissionPublisher<String>(Runnable::run, 8),
                null))
        .subscribe(cancelling);
    cancelling.subscription.cancel();
    assertThat(sink.only().ended).isNotNegative();
  }

  @Test
  void publisherOfAnotherDeclaredType_isReturnedAsItIs() {
    SubmissionPublisher<String> publisher = new SubmissionPublisher<>();

    call(operation(), publisher);

    assertThat(sink.only().ended).isNotNegative();
  }

  private static final class Received implements Flow.Subscriber<Object> {
    private final List<String> items = new ArrayList<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object item) {
      items.add(item.toString());
    }

    @Override
    public void onError(Throwable thrown) {
      items.add(thrown.toString());
    }

    @Override
    public void onComplete() {
      items.add("complete");
    }
  }

  @Test
  void reward_isFoundInWhateverIsOne() {
    assertThat(reward(3).attributes).containsEntry(VALUE, 3.0);
    assertThat(reward(true).attributes).containsEntry(VALUE, 1.0);
    assertThat(reward(Optional.of(0.5)).attributes).containsEntry(VALUE, 0.5);
    assertThat(reward(OptionalDouble.of(0.5)).attributes).containsEntry(VALUE, 0.5);
    assertThat(reward(OptionalInt.of(3)).attributes).containsEntry(VALUE, 3.0);
    assertThat(reward(OptionalLong.of(4)).attributes).containsEntry(VALUE, 4.0);
    assertThat(reward(CompletableFuture.completedFuture(OptionalInt.of(5))).attributes)
        .containsEntry(VALUE, 5.0);
    assertThat(reward(CompletableFuture.completedFuture(Optional.of(true))).attributes)
        .containsEntry(VALUE, 1.0);
    assertThat(reward(CompletableFuture.completedFuture(0.25)).attributes)
        .containsEntry(VALUE, 0.25);
    assertThat(reward(Reward.of("own", 0.75)).attributes).containsEntry(VALUE, 0.75);
    Map<String, Object> dimensions = new LinkedHashMap<>();
    dimensions.put("a", 0.1);
    dimensions.put("primary", 0.2);
    assertThat(reward(dimensions).attributes).containsEntry(VALUE, 0.2);
  }

  @Test
  void reward_isNotEmittedFromAnythingElse() {
    for (Object none :
        new Object[] {
          "text",
          Double.NaN,
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalLong.empty(),
          Map.of("other", 1),
          List.of()
        }) {
      call(emitting("EmitReward", "primary"), none);
    }

    assertThat(sink.spans).isEmpty();
  }

  @Test
  void emit_insideAnOperation_isItsChild() {
    call(
        new WovenMethod(
            "plan", List.of(new WovenMethod.Emit("EmitMessage", "USER")), false, false, List.of()),
        "hello");

    Recorded message = sink.named("agentlightning.message");
    assertThat(message.request.parent().sink()).isSameAs(sink.named("agentlightning.operation"));
  }

  @Test
  void redactedResult_isNeverRecorded() {
    call(
        new WovenMethod(
            "plan",
            List.of(
                new WovenMethod.Emit("EmitMessage", "USER"),
                new WovenMethod.Emit("EmitObject", "")),
            true,
            false,
            List.of()),
        "secret");

    assertThat(sink.spans).hasSize(3);
    assertThat(sink.spans)
        .allSatisfy(span -> assertThat(span.attributes.values()).doesNotContain("secret"));
  }

  private Recorded reward(Object result) {
    sink.spans.clear();
    call(emitting("EmitReward", "primary"), result);
    return sink.only();
  }

  private static void call(WovenMethod woven, Object result, Object... arguments) {
    AnnotatedMethod method = new AnnotatedMethod(woven);
    assertThat(method.exit(method.enter(arguments), result, null)).isSameAs(result);
  }

  private static WovenMethod operation(WovenMethod.Parameter... parameters) {
    return new WovenMethod("plan", List.of(), false, false, List.of(parameters));
  }

  private static WovenMethod publishing(String kind) {
    List<WovenMethod.Emit> emits = List.of(new WovenMethod.Emit(kind, ""));
    return new WovenMethod("plan", emits, false, true, List.of());
  }

  private static WovenMethod emitting(String kind, String value) {
    return new WovenMethod(
        null, List.of(new WovenMethod.Emit(kind, value)), false, false, List.of());
  }
}
