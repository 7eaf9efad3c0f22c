package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.api.semconv.GenAi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The open span of one call of an AI service. It ends when nothing holds it any more: the method
 * that was called holds it, so does a stream that was not started yet, and each streaming model
 * call until it has answered and the tools it asked for are through. The next model call of a tool
 * loop begins inside the callback that runs them, so the count reaches zero only at the end.
 * Thread-safe.
 */
final class ServiceCall extends OpenCall {
  final Calls.Frame before;

  /** Where what depends on its future belongs. */
  final Surroundings surroundings;

  /** Whether the caller expects the bare type: who expects a subtype of it must get just that. */
  final boolean isPublisher;

  private final AtomicInteger holds = new AtomicInteger(1);
  private final AtomicBoolean prompted;
  private final AtomicBoolean failed = new AtomicBoolean();
  private volatile @Nullable String answer;

  ServiceCall(HookSpan span, Calls calls, ServiceMethod called, Surroundings surroundings) {
    super(span);
    this.surroundings = surroundings;
    this.before = calls.enter(Calls.Frame.of(this));
    this.isPublisher = called.method().getReturnType() == Flow.Publisher.class;
    String input = called.userMessage();
    this.prompted = new AtomicBoolean(input != null);
    if (input != null && recording()) {
      set(new Attributes().put(GenAi.INPUT_MESSAGES, MessageJson.userText(input)).toMap());
    }
  }

  /** The model is asked: where the user's message comes from a template, this is it. */
  void prompted(List<?> messages) {
    if (prompted.compareAndSet(false, true) && recording()) {
      set(
          new Attributes()
              .put(GenAi.INPUT_MESSAGES, MessageJson.lastUserMessage(messages))
              .toMap());
    }
  }

  /** The model answered; the last answer is the service's unless it returns another text. */
  void answered(@Nullable String output) {
    answer = output;
  }

  void returned(String text) {
    if (recording()) {
      answer = MessageJson.assistantText(text);
    }
  }

  /** Only the first failure counts: the others are the same one on its way out. */
  @Override
  public void fail(Throwable thrown) {
    if (failed.compareAndSet(false, true)) {
      super.fail(thrown);
    }
  }

  void hold() {
    holds.incrementAndGet();
  }

  void release() {
    if (holds.decrementAndGet() == 0) {
      String output = answer;
      if (output != null) {
        set(Map.of(GenAi.OUTPUT_MESSAGES, output));
      }
      end();
    }
  }
}
