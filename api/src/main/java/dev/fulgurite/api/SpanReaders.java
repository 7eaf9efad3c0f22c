package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Turns spans back into what was emitted, those of Agent Lightning and its ancestors too. What is
 * malformed gives an empty result and a warning, never an exception; what is absent gives an empty
 * result. Results are immutable. Thread-safe; blocks nowhere.
 */
public final class SpanReaders {
  private static final AttributeKey<Double> PRIMARY_VALUE =
      AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE);

  /** The dimensions of a reward by index, the primary one first. */
  public static List<Reward.Dimension> rewards(SpanView span) {
    return IndexedAttributes.of(span, AgentLightning.REWARD)
        .read(
            fields ->
                new Reward.Dimension(
                    IndexedAttributes.text(fields.get("name")),
                    IndexedAttributes.number(fields.get("value"))));
  }

  /**
   * The value of the primary dimension, on a span of any name; else what older shapes hold: an
   * attribute {@code reward} on an annotation, or an AgentOps output of type {@code reward}.
   */
  public static OptionalDouble rewardValue(SpanView span) {
    Double primary = span.attributes().get(PRIMARY_VALUE);
    return primary != null && Double.isFinite(primary)
        ? OptionalDouble.of(primary)
        : LegacyRewards.value(span);
  }

  /** Whether {@link #rewardValue} finds one. */
  public static boolean isReward(SpanView span) {
    return rewardValue(span).isPresent();
  }

  /** The spans that are rewards, in the order given. */
  public static <S extends SpanView> List<S> findRewards(Collection<S> spans) {
    return spans.stream().filter(SpanReaders::isReward).toList();
  }

  /** The reward nearest to the end of the list. */
  public static OptionalDouble findFinalReward(List<? extends SpanView> spans) {
    ListIterator<? extends SpanView> backwards = spans.listIterator(spans.size());
    while (backwards.hasPrevious()) {
      OptionalDouble value = rewardValue(backwards.previous());
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }

  /** The body of a message; it may be empty. */
  public static Optional<String> message(SpanView span) {
    return string(span, AgentLightning.MESSAGE_BODY);
  }

  /** Who says a message, where that is known. */
  public static Optional<Role> role(SpanView span) {
    return string(span, Fulgurite.MESSAGE_ROLE).flatMap(Role::ofWord);
  }

  /**
   * The value of an object: a string, {@link Long} or {@link java.math.BigInteger}, {@link Double},
   * boolean, {@code byte[]}, map or list. Empty also for an object that was null.
   */
  public static Optional<Object> object(SpanView span) {
    Optional<String> json = string(span, AgentLightning.OBJECT_JSON);
    Optional<String> literal = string(span, AgentLightning.OBJECT_LITERAL);
    try {
      return json.isPresent()
          ? Optional.ofNullable(JsonReader.read(json.get()))
          : literal.map(text -> ObjectLiterals.read(typeOf(span), text));
    } catch (RuntimeException malformed) {
      Warnings.report("cannot read an object", "of span " + span.spanId(), malformed);
      return Optional.empty();
    }
  }

  private static String typeOf(SpanView span) {
    return string(span, AgentLightning.OBJECT_TYPE).orElse(ObjectLiterals.STRING);
  }

  /** The event of a span that has the type's name; empty for other spans. */
  public static <E> Optional<E> event(EventType<E> type, SpanView span) {
    try {
      return span.name().equals(type.name())
          ? Optional.of(type.decode(attributes(span)))
          : Optional.empty();
    } catch (Throwable malformed) {
      Warnings.report("cannot decode an event", "of span " + span.spanId(), malformed);
      return Optional.empty();
    }
  }

  /** All attributes as a tree: {@link AttributeTree#unflatten}, with a map as its root. */
  public static Map<String, Object> attributes(SpanView span) {
    return AttributeTree.tree(IndexedAttributes.flat(span));
  }

  /** The tags by index. */
  public static List<String> tags(SpanView span) {
    return IndexedAttributes.of(span, AgentLightning.TAG)
        .read(fields -> IndexedAttributes.text(fields.get("")));
  }

  /** The links by index. */
  public static List<Link> links(SpanView span) {
    return IndexedAttributes.of(span, AgentLightning.LINK)
        .read(
            fields ->
                new Link(
                    IndexedAttributes.text(fields.get("key_match")),
                    IndexedAttributes.text(fields.get("value_match"))));
  }

  /** The spans for which all the links hold, in the order given; none where there is no link. */
  public static <S extends SpanView> List<S> linkedSpans(Collection<S> spans, List<Link> links) {
    List<S> linked = new ArrayList<>();
    for (S span : spans) {
      if (!links.isEmpty() && links.stream().allMatch(link -> holds(link, span))) {
        linked.add(span);
      }
    }
    return List.copyOf(linked);
  }

  private static boolean holds(Link link, SpanView span) {
    return switch (link.keyMatch()) {
      case Link.TRACE_ID -> hex(span.traceId()).equals(hex(link.valueMatch()));
      case Link.SPAN_ID -> hex(span.spanId()).equals(hex(link.valueMatch()));
      default -> {
        Object value = IndexedAttributes.flat(span).get(link.keyMatch());
        yield value != null && value.toString().equals(link.valueMatch());
      }
    };
  }

  /** Ids as other tools write them: upper case, {@code 0x}, without leading zeros. */
  private static String hex(String id) {
    String digits = id.toLowerCase(Locale.ROOT);
    return digits.replaceFirst("^(0x)?0*", "");
  }

  private static Optional<String> string(SpanView span, String key) {
    String value = span.attributes().get(AttributeKey.stringKey(key));
    if (value == null && IndexedAttributes.flat(span).containsKey(key)) {
      Warnings.report("no string in " + key, "of span " + span.spanId());
    }
    return Optional.ofNullable(value);
  }

  private SpanReaders() {}
}
