package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Emits what an agent program did. Each event is a span that starts and ends at once, a child of
 * the current span, in the scope of the open {@link Session}.
 *
 * <pre>{@code
 * Emitter.global().message(Role.USER, question);
 * Emitter.global().reward(0.8);
 * }</pre>
 *
 * <p>Thread-safe. Misuse (a null argument, a reward that is not finite) is refused with an {@link
 * IllegalArgumentException} that names the argument, whether or not anything listens. Nothing else
 * reaches the caller: an event that cannot be recorded costs a warning. Each method returns the
 * context of the event's span, to link rewards to, or {@link SpanContext#getInvalid()} where
 * nothing listens; it then costs nanoseconds and reads nothing. Attributes given with an event are
 * nested maps, flattened as {@link AttributeTree} says: strictly for rewards and annotations,
 * leniently for all others. Blocks only where the span processor of the application's does.
 */
public final class Emitter {
  private static volatile @Nullable OpenTelemetry installed;
  private static final Emitter GLOBAL = new Emitter(new EventSpans(Emitter::findGlobal));

  private final EventSpans spans;

  private Emitter(EventSpans spans) {
    this.spans = spans;
  }

  /**
   * The emitter of this program. It looks for the application's OpenTelemetry at each emit: the
   * {@linkplain #install installed} one, else the global one once it is set, else none. It never
   * fixes the global one, so it may be called and kept at any time.
   */
  public static Emitter global() {
    return GLOBAL;
  }

  /**
   * An emitter on this OpenTelemetry, whatever the global one is.
   *
   * @throws IllegalArgumentException if {@code openTelemetry} is null
   */
  public static Emitter create(OpenTelemetry openTelemetry) {
    OpenTelemetry own = Refusal.ifNull(openTelemetry, "openTelemetry");
    return new Emitter(new EventSpans(() -> own));
  }

  /**
   * Gives {@link #global()} an OpenTelemetry that is not the global one, as where a container keeps
   * it as a bean. The last one installed counts.
   *
   * @throws IllegalArgumentException if {@code openTelemetry} is null
   */
  public static void install(OpenTelemetry openTelemetry) {
    installed = Refusal.ifNull(openTelemetry, "openTelemetry");
  }

  /**
   * Forgets this OpenTelemetry if it is the one installed: for a container that stops.
   *
   * @throws IllegalArgumentException if {@code openTelemetry} is null
   */
  public static void uninstall(OpenTelemetry openTelemetry) {
    if (Refusal.ifNull(openTelemetry, "openTelemetry") == installed) {
      installed = null;
    }
  }

  private static @Nullable OpenTelemetry findGlobal() {
    OpenTelemetry given = installed;
    return given != null ? given : GlobalLookup.find();
  }

  /** Emits a text that nobody in particular says. It may be empty. */
  public SpanContext message(String body) {
    return message(body, Map.of());
  }

  /** As {@link #message(String)}, with attributes. */
  public SpanContext message(String body, Map<String, ?> attributes) {
    Refusal.ifNull(body, "body");
    Refusal.ifNull(attributes, "attributes");
    return spans.emit(
        AgentLightning.MESSAGE_SPAN,
        Emitter::nothing,
        out -> {
          out.put(AgentLightning.MESSAGE_BODY, body);
          leniently(attributes, out);
        });
  }

  /** Emits what someone says. It may be empty. */
  public SpanContext message(Role role, String body) {
    return message(role, body, Map.of());
  }

  /** As {@link #message(Role, String)}, with attributes. */
  public SpanContext message(Role role, String body, Map<String, ?> attributes) {
    Refusal.ifNull(role, "role");
    Refusal.ifNull(body, "body");
    Refusal.ifNull(attributes, "attributes");
    return spans.emit(
        AgentLightning.MESSAGE_SPAN,
        Emitter::nothing,
        out -> {
          out.put(AgentLightning.MESSAGE_BODY, body);
          out.put(Fulgurite.MESSAGE_ROLE, role.word());
          leniently(attributes, out);
        });
  }

  /** Emits a reward of one dimension, named {@link Reward#PRIMARY}. */
  public SpanContext reward(double value) {
    return reward(Reward.of(value));
  }

  /** As {@link #reward(double)}, with attributes. */
  public SpanContext reward(double value, Map<String, ?> attributes) {
    return reward(Reward.of(value), attributes);
  }

  /** Emits a reward. */
  public SpanContext reward(Reward reward) {
    return reward(reward, Map.of());
  }

  /** As {@link #reward(Reward)}, with attributes. */
  public SpanContext reward(Reward reward, Map<String, ?> attributes) {
    Refusal.ifNull(reward, "reward");
    Map<String, Object> flat = strictly(attributes, "attributes");
    return spans.emit(
        AgentLightning.ANNOTATION_SPAN,
        out -> {
          reward.describe(out);
          out.putAll(flat);
        },
        Emitter::nothing);
  }

  /** Emits free attributes about what has just happened. */
  public SpanContext annotation(Map<String, ?> annotation) {
    return annotation(annotation, Map.of());
  }

  /** As {@link #annotation(Map)}, with attributes, which do not replace those of the annotation. */
  public SpanContext annotation(Map<String, ?> annotation, Map<String, ?> attributes) {
    Map<String, Object> own = strictly(annotation, "annotation");
    Map<String, Object> flat = strictly(attributes, "attributes");
    return spans.emit(
        AgentLightning.ANNOTATION_SPAN,
        out -> {
          out.putAll(own);
          out.putAll(flat);
        },
        Emitter::nothing);
  }

  /**
   * Emits any value, null included, as it is now: strings, numbers, booleans and bytes as they are,
   * the rest as JSON. See {@link ObjectConverters} for how an object becomes JSON.
   */
  public SpanContext object(@Nullable Object value) {
    return object(value, Map.of());
  }

  /** As {@link #object(Object)}, with attributes. */
  public SpanContext object(@Nullable Object value, Map<String, ?> attributes) {
    Refusal.ifNull(attributes, "attributes");
    return spans.emit(
        AgentLightning.OBJECT_SPAN,
        Emitter::nothing,
        out -> {
          ObjectAttributes.describe(value, out);
          leniently(attributes, out);
        });
  }

  /** Emits an exception that was met. The event itself has not failed: its status is OK. */
  public SpanContext exception(Throwable exception) {
    return exception(exception, Map.of());
  }

  /** As {@link #exception(Throwable)}, with attributes. */
  public SpanContext exception(Throwable exception, Map<String, ?> attributes) {
    Refusal.ifNull(exception, "exception");
    Refusal.ifNull(attributes, "attributes");
    return spans.emit(
        AgentLightning.EXCEPTION_SPAN,
        out -> ThrowableAttributes.identify(exception, out),
        out -> {
          ThrowableAttributes.describe(exception, out);
          leniently(attributes, out);
        });
  }

  /**
   * Emits an event of a type of your own.
   *
   * @throws IllegalArgumentException also if the type's own {@code validate} refuses the event
   */
  public <E> SpanContext event(EventType<E> type, E event) {
    return event(type, event, Map.of());
  }

  /** As {@link #event(EventType, Object)}, with attributes, which do not replace the event's. */
  public <E> SpanContext event(EventType<E> type, E event, Map<String, ?> attributes) {
    Refusal.ifNull(type, "type");
    Refusal.ifNull(event, "event");
    Refusal.ifNull(attributes, "attributes");
    String name = EventTypes.accept(type, event);
    if (name == null) {
      return SpanContext.getInvalid();
    }
    return spans.emit(
        name,
        Emitter::nothing,
        out -> {
          leniently(type.encode(event), out);
          leniently(attributes, out);
        });
  }

  /** Opens an operation, the current span until it is closed; use it with try-with-resources. */
  public Operation operation(String name) {
    return operation(name, Map.of());
  }

  /** As {@link #operation(String)}, with attributes. */
  public Operation operation(String name, Map<String, ?> attributes) {
    Refusal.ifNull(name, "name");
    Refusal.ifNull(attributes, "attributes");
    return spans.start(AgentLightning.OPERATION_SPAN, name, attributes);
  }

  private static void nothing(EventAttributes out) {}

  private static void leniently(Map<String, ?> attributes, EventAttributes out) {
    out.putAll(Flattening.lenient().children("", attributes).result());
  }

  private static Map<String, Object> strictly(Map<String, ?> attributes, String argument) {
    return Flattening.strict().children("", Refusal.ifNull(attributes, argument)).result();
  }
}
