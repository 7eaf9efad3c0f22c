package dev.fulgurite.exporter.live;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records each step as the span that other readers of the store expect of it: a tool call counts as
 * one, messages have their roles, an error travels in the lane of exceptions. Thread-safe.
 */
final class StepSpans {
  /** Attributes of a step that have names of their own on its span. */
  static final Set<String> NAMED =
      Set.of(
          GenAi.TOOL_NAME,
          GenAi.TOOL_CALL_ID,
          Fulgurite.MESSAGE_ROLE,
          AgentLightning.EXCEPTION_TYPE);

  /**
   * The span of a tool call.
   *
   * @param name as the conventions have it: the operation, then the tool
   */
  private record ToolCall(String name) implements EventType<Step> {
    static ToolCall of(Step step) {
      Object tool = step.attributes().get(GenAi.TOOL_NAME);
      return new ToolCall(tool == null ? GenAi.EXECUTE_TOOL : GenAi.EXECUTE_TOOL + ' ' + tool);
    }

    @Override
    public Map<String, ?> encode(Step step) {
      return Map.of(
          GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL, GenAi.TOOL_CALL_ARGUMENTS, step.content());
    }

    @Override
    public Step decode(Map<String, Object> attributes) {
      throw new UnsupportedOperationException("steps are read from whole spans");
    }
  }

  private final Emitter emitter;
  private final Session session;
  private volatile @Nullable Span first;

  StepSpans(Emitter emitter, Session session) {
    this.emitter = emitter;
    this.session = session;
  }

  void record(Step step, @Nullable Throwable error) {
    scope().wrap(() -> keep(emit(step, error))).run();
  }

  private void keep(SpanContext made) {
    if (first == null && made.isValid()) {
      first = Span.wrap(made);
    }
  }

  /** Outside of any span, the first step is the parent of the others: one session, one trace. */
  private Context scope() {
    Context context = Context.current();
    Span root = first;
    if (root != null && !Span.fromContext(context).getSpanContext().isValid()) {
      context = context.with(root);
    }
    boolean open = Session.current().map(Session::id).filter(session.id()::equals).isPresent();
    return open ? context : context.with(session);
  }

  private SpanContext emit(Step step, @Nullable Throwable error) {
    Map<String, Object> attributes = new Attributes(step);
    return switch (step.kind()) {
      case MESSAGE, FINAL_RESPONSE -> emitter.message(role(step), step.content(), attributes);
      case TOOL_RESULT -> emitter.message(Role.TOOL, step.content(), attributes);
      case TOOL_CALL -> emitter.event(ToolCall.of(step), step, attributes);
      case THINKING, PROGRESS -> emitter.object(step.content(), attributes);
      case ERROR -> emitter.exception(error == null ? new StepError(step) : error, attributes);
      case END -> emitter.annotation(attributes);
    };
  }

  private static Role role(Step step) {
    Object word = step.attributes().get(Fulgurite.MESSAGE_ROLE);
    return word == null ? Role.ASSISTANT : Role.ofWord(String.valueOf(word)).orElse(Role.ASSISTANT);
  }

  /** Put together only if somebody looks, which is when the span records. */
  private static final class Attributes extends AbstractMap<String, Object> {
    private final Step step;

    Attributes(Step step) {
      this.step = step;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put(Fulgurite.STEP_KIND, step.kind().word());
      all.put(Fulgurite.STEP_STREAM, step.stream());
      all.put(Fulgurite.STEP_SEQUENCE, step.sequence());
      Map<String, Object> own = new LinkedHashMap<>();
      step.attributes().forEach((key, value) -> (NAMED.contains(key) ? all : own).put(key, value));
      if (!own.isEmpty()) {
        all.put(Fulgurite.STEP_ATTRIBUTES, own);
      }
      return all.entrySet();
    }
  }

  /** What an agent calls an error without having an exception. */
  private static final class StepError extends RuntimeException {
    private static final long serialVersionUID = 1;

    StepError(Step step) {
      super(step.content(), null, false, false);
    }
  }
}
