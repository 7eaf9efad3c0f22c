package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
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
 *
 * <p>What takes {@link Attributes} answers as for a span that has them and no name.
 */
public final class SpanReaders {
  private static final String NAMELESS = "of attributes without a span";
  private static final AttributeKey<Double> PRIMARY_VALUE =
      AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE);

  /**
   * The dimensions of a reward by index, the primary one first. A boolean counts as 1 or 0; without
   * a name the first is {@link Reward#PRIMARY} and any other has its index for a name.
   */
  public static List<Reward.Dimension> rewards(SpanView span) {
    return rewards(span.attributes(), where(span));
  }

  /** As {@link #rewards(SpanView)}. */
  public static List<Reward.Dimension> rewards(Attributes attributes) {
    return rewards(attributes, NAMELESS);
  }

  private static List<Reward.Dimension> rewards(Attributes attributes, String where) {
    return IndexedAttributes.of(attributes, AgentLightning.REWARD)
        .read(where, SpanReaders::dimension);
  }

  private static Reward.Dimension dimension(int index, Map<String, Object> fields) {
    Object unnamed = index == 0 ? Reward.PRIMARY : Integer.toUnsignedString(index);
    return new Reward.Dimension(
        IndexedAttributes.text(fields.getOrDefault("name", unnamed)),
        IndexedAttributes.number(fields.get("value")));
  }

  /**
   * The value of the primary dimension, on a span of any name; else what older shapes hold: an
   * attribute {@code reward} on an annotation, or an AgentOps output of type {@code reward}.
   */
  public static OptionalDouble rewardValue(SpanView span) {
    boolean annotation = span.name().equals(AgentLightning.ANNOTATION_SPAN);
    return rewardValue(span.attributes(), annotation, where(span));
  }

  /** As {@link #rewardValue(SpanView)}, except for an attribute {@code reward}. */
  public static OptionalDouble rewardValue(Attributes attributes) {
    return rewardValue(attributes, false, NAMELESS);
  }

  private static OptionalDouble rewardValue(
      Attributes attributes, boolean annotation, String where) {
    Double primary = attributes.get(PRIMARY_VALUE);
    return primary != null && Double.isFinite(primary)
        ? OptionalDouble.of(primary)
        : LegacyRewards.value(attributes, annotation, where);
  }

  /**
   * Whether a reward was recorded whose value is no finite number, so that {@link
   * #rewardValue(SpanView)} finds none. Warns of nothing.
   */
  public static boolean isUnreadableReward(SpanView span) {
    boolean annotation = span.name().equals(AgentLightning.ANNOTATION_SPAN);
    Object recorded = LegacyRewards.recorded(span.attributes(), annotation);
    return recorded != null && !IndexedAttributes.isNumber(recorded);
  }

  /** Whether {@link #rewardValue(SpanView)} finds one. */
  public static boolean isReward(SpanView span) {
    return rewardValue(span).isPresent();
  }

  /** Whether {@link #rewardValue(Attributes)} finds one. */
  public static boolean isReward(Attributes attributes) {
    return rewardValue(attributes).isPresent();
  }

  /** The spans that are rewards, in the order given. */
  public static <S extends SpanView> List<S> findRewards(Collection<S> spans) {
    return spans.stream().filter(span -> isReward(span)).toList();
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
    return string(span.attributes(), AgentLightning.MESSAGE_BODY, where(span));
  }

  /** As {@link #message(SpanView)}. */
  public static Optional<String> message(Attributes attributes) {
    return string(attributes, AgentLightning.MESSAGE_BODY, NAMELESS);
  }

  /** Who says a message, where that is known. */
  public static Optional<Role> role(SpanView span) {
    return string(span.attributes(), Fulgurite.MESSAGE_ROLE, where(span)).flatMap(Role::ofWord);
  }

  /**
   * The value of an object: a string, {@link Long} or {@link java.math.BigInteger}, {@link Double},
   * boolean, {@code byte[]}, map or list. Empty also for an object that was null.
   */
  public static Optional<Object> object(SpanView span) {
    return object(span.attributes(), where(span));
  }

  /** As {@link #object(SpanView)}. */
  public static Optional<Object> object(Attributes attributes) {
    return object(attributes, NAMELESS);
  }

  private static Optional<Object> object(Attributes attributes, String where) {
    Optional<String> json = string(attributes, AgentLightning.OBJECT_JSON, where);
    Optional<String> literal = string(attributes, AgentLightning.OBJECT_LITERAL, where);
    Optional<String> type = string(attributes, AgentLightning.OBJECT_TYPE, where);
    try {
      return json.isPresent()
          ? Optional.ofNullable(JsonReader.read(json.get()))
          : literal.map(text -> ObjectLiterals.read(type.orElse(ObjectLiterals.STRING), text));
    } catch (RuntimeException malformed) {
      Warnings.report("cannot read an object", where, malformed);
      return Optional.empty();
    }
  }

  /** The event of a span that has the type's name; empty for other spans. */
  public static <E> Optional<E> event(EventType<E> type, SpanView span) {
    try {
      return span.name().equals(type.name())
          ? Optional.of(type.decode(attributes(span)))
          : Optional.empty();
    } catch (Throwable malformed) {
      Warnings.report("cannot decode an event", where(span), malformed);
      return Optional.empty();
    }
  }

  /** All attributes as a tree: {@link AttributeTree#unflatten}, with a map as its root. */
  public static Map<String, Object> attributes(SpanView span) {
    return AttributeTree.tree(IndexedAttributes.flat(span));
  }

  /** The tags by index. */
  public static List<String> tags(SpanView span) {
    return tags(span.attributes(), where(span));
  }

  /** As {@link #tags(SpanView)}. */
  public static List<String> tags(Attributes attributes) {
    return tags(attributes, NAMELESS);
  }

  private static List<String> tags(Attributes attributes, String where) {
    return IndexedAttributes.of(attributes, AgentLightning.TAG)
        .read(where, (index, fields) -> IndexedAttributes.text(fields.get("")));
  }

  /** The links by index. */
  public static List<Link> links(SpanView span) {
    return links(span.attributes(), where(span));
  }

  /** As {@link #links(SpanView)}. */
  public static List<Link> links(Attributes attributes) {
    return links(attributes, NAMELESS);
  }

  private static List<Link> links(Attributes attributes, String where) {
    return IndexedAttributes.of(attributes, AgentLightning.LINK)
        .read(
            where,
            (index, fields) ->
                new Link(
                    IndexedAttributes.text(fields.get("key_match")),
                    IndexedAttributes.text(fields.get("value_match"))));
  }

  /**
   * The spans for which all the links hold, in the order given; all spans where there is no link.
   */
  public static <S extends SpanView> List<S> linkedSpans(Collection<S> spans, List<Link> links) {
    List<S> linked = new ArrayList<>();
    for (S span : spans) {
      if (links.stream().allMatch(link -> holds(link, span))) {
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

  private static String where(SpanView span) {
    return "of span " + span.spanId();
  }

  private static Optional<String> string(Attributes attributes, String key, String where) {
    String value = attributes.get(AttributeKey.stringKey(key));
    if (value == null && IndexedAttributes.flat(attributes).containsKey(key)) {
      Warnings.report("no string in " + key, where);
    }
    return Optional.ofNullable(value);
  }

  private SpanReaders() {}
}
