package dev.fulgurite.exporter.live;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.Role;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.live.StepHub.Draft;
import dev.fulgurite.exporter.live.StepHub.Passed;
import dev.fulgurite.exporter.store.SpanReader;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of one session, handed to readers while the agent works.
 *
 * <pre>{@code
 * try (SessionStream stream = SessionStream.builder("s-1").build()) {
 *   stream.thinking("what do they want?");
 *   stream.toolCall("search", "{\"q\":\"fulgurite\"}");
 *   stream.finalResponse(answer);
 * }
 * }</pre>
 *
 * <p>Each step is numbered, put into the queue of every reader, and recorded as a span in the
 * session. Recording does not depend on readers: what they are too slow for is still in the store.
 * Each {@link #open()} is one reader with a queue of its own. Where the stream knows where its past
 * is ({@link SessionStreamBuilder#setHistory}), readers begin with that; else steps wait for the
 * first reader.
 *
 * <p>Thread-safe. Emitting blocks only under {@link OverflowPolicy#BLOCK}, at most the block
 * timeout, once for each time that a reader comes to a stop; and where the span processor of the
 * application's does. It throws only {@link BufferFullException} under {@link
 * OverflowPolicy#RAISE}, and {@link NullPointerException} for a null argument. Close, or {@link
 * #complete()} it when the agent is done: readers then get what is left, and the end.
 */
public final class SessionStream implements Flow.Publisher<Step>, AutoCloseable {
  private final StreamSettings settings;
  private final StepHub hub;
  private final StepSpans spans;
  private final StreamWarnings warnings;
  private final @Nullable Past past;

  /** Holds what comes before the first reader. */
  private final AtomicReference<@Nullable FeedQueue> unread = new AtomicReference<>();

  SessionStream(SessionStreamBuilder builder) {
    settings = builder.settings();
    hub = new StepHub(settings);
    spans = new StepSpans(builder.emitter, builder.session);
    warnings = new StreamWarnings(settings);
    Supplier<? extends @Nullable SpanReader> reader = builder.history;
    past = reader == null ? null : new Past(reader, builder.flush, builder.historyTimeout);
    if (past == null) {
      unread.set(hub.open(false));
    }
  }

  /**
   * A stream for the session of that id.
   *
   * @throws IllegalArgumentException if {@code sessionId} is empty
   */
  public static SessionStreamBuilder builder(String sessionId) {
    return builder(Session.builder(sessionId).build());
  }

  /** A stream for {@code session}, with its user, rollout and tags. */
  public static SessionStreamBuilder builder(Session session) {
    return new SessionStreamBuilder(session);
  }

  public String sessionId() {
    return settings.session();
  }

  /** Emits what the agent thinks. */
  public boolean thinking(String content) {
    return emit(StepKind.THINKING, content, Map.of());
  }

  /** Emits that the agent calls a tool, with its arguments, mostly JSON. */
  public boolean toolCall(String tool, String arguments) {
    return emit(StepKind.TOOL_CALL, arguments, Map.of(GenAi.TOOL_NAME, tool));
  }

  /** As {@link #toolCall(String, String)}, with the id that the result will name. */
  public boolean toolCall(String tool, String callId, String arguments) {
    return emit(StepKind.TOOL_CALL, arguments, ofTool(tool, callId));
  }

  /** Emits what a tool gave back. */
  public boolean toolResult(String tool, String result) {
    return emit(StepKind.TOOL_RESULT, result, Map.of(GenAi.TOOL_NAME, tool));
  }

  /** As {@link #toolResult(String, String)}, with the id of the call. */
  public boolean toolResult(String tool, String callId, String result) {
    return emit(StepKind.TOOL_RESULT, result, ofTool(tool, callId));
  }

  private static Map<String, String> ofTool(String tool, String callId) {
    return Map.of(GenAi.TOOL_NAME, tool, GenAi.TOOL_CALL_ID, callId);
  }

  /** Emits what somebody says. */
  public boolean message(Role role, String content) {
    return emit(StepKind.MESSAGE, content, Map.of(Fulgurite.MESSAGE_ROLE, role.word()));
  }

  /** Emits the answer that the agent came to. It never makes way for other steps. */
  public boolean finalResponse(String content) {
    return emit(StepKind.FINAL_RESPONSE, content, Map.of());
  }

  /** Emits what went wrong. It never makes way for other steps, and the stream goes on. */
  public boolean error(String message) {
    return emit(StepKind.ERROR, message, Map.of());
  }

  /** As {@link #error(String)}, with the exception's type and stack trace on the span. */
  public boolean error(Throwable error) {
    String message = error.getMessage();
    String type = error.getClass().getName();
    Draft draft =
        new Draft(
            StepKind.ERROR,
            message == null || message.isEmpty() ? type : message,
            Map.of(AgentLightning.EXCEPTION_TYPE, type));
    return emit(draft, error);
  }

  /** Emits how far the work is. */
  public boolean progress(String content) {
    return emit(StepKind.PROGRESS, content, Map.of());
  }

  /**
   * Emits a step of any kind; {@link StepKind#END} completes the stream.
   *
   * @param attributes for readers, and for the span, below {@code fulgurite.step.attributes}
   * @return whether every reader of now has it or will, unless it makes way for a later one; false
   *     too when the stream is over
   * @throws BufferFullException under {@link OverflowPolicy#RAISE}, when a reader has no room
   */
  public boolean emit(StepKind kind, String content, Map<String, ?> attributes) {
    requireNonNull(kind, "kind");
    requireNonNull(content, "content");
    return emit(new Draft(kind, content, Step.plain(attributes)), null);
  }

  private boolean emit(Draft draft, @Nullable Throwable error) {
    Passed passed = hub.emit(draft);
    Step step = passed.step();
    if (step == null) {
      return false;
    }
    spans.record(step, error);
    if (!passed.everywhere()) {
      warnings.dropped(hub::statistics);
      if (settings.policy() == OverflowPolicy.RAISE) {
        throw new BufferFullException(step, settings.maxSize());
      }
    }
    return passed.everywhere();
  }

  /** Ends the stream, once: readers get what is left, and the end. Waiting emitters are let go. */
  public void complete() {
    if (!hub.isCompleted()) {
      boolean unused = emit(StepKind.END, "", Map.of());
    }
  }

  /** Whether it was completed or cancelled. */
  public boolean isCompleted() {
    return hub.isCompleted();
  }

  /** As {@link #complete()}. */
  @Override
  public void close() {
    complete();
  }

  /**
   * Ends the stream at once, for readers too: what waits for them is dropped and counted, and
   * waiting emitters are let go. Idempotent, never blocks.
   */
  public void cancel() {
    hub.cancel();
  }

  /** A new reader, which begins with the session's past where the stream knows it. */
  public StepFeed open() {
    return openAfter(null);
  }

  /**
   * A reader that goes on where it was interrupted.
   *
   * @param stepId of the last step that it has seen; one that nobody knows, or null, gives all
   */
  public StepFeed openAfter(@Nullable String stepId) {
    if (past != null) {
      FeedQueue feed = hub.open(true);
      return new StepFeed(hub, feed, settings, new StepJoin(hub, feed, settings, past, stepId));
    }
    FeedQueue first = unread.getAndSet(null);
    return new StepFeed(hub, first == null ? hub.open(false) : first, settings, null);
  }

  /** A reader of its own, on a thread of its own, as far as it requests steps. */
  @Override
  public void subscribe(Flow.Subscriber<? super Step> subscriber) {
    requireNonNull(subscriber, "subscriber");
    StepSubscription.start(open(), subscriber, settings.session());
  }

  /** What became of the steps so far; exact at any moment. */
  public StreamStatistics statistics() {
    return hub.statistics();
  }

  @Override
  public String toString() {
    return "SessionStream{session=%s, maxSize=%d, policy=%s}"
        .formatted(settings.session(), settings.maxSize(), settings.policy());
  }
}
