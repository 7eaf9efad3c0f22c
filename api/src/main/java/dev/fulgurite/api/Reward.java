package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How good something was, in one or more dimensions; the first dimension is the primary one.
 * Immutable: every method gives a new reward. What cannot be a reward is refused here, with an
 * {@link IllegalArgumentException} that names the dimension, whether or not anything records.
 *
 * <pre>{@code
 * Reward.of("correct", 1).and("brevity", 0.3).linkTo("gen_ai.response.id", "r-17").tag("eval")
 * }</pre>
 */
public final class Reward {
  /** The name of the only dimension of a scalar reward. */
  public static final String PRIMARY = "primary";

  /** One named value. The value is finite in rewards that are emitted. */
  public record Dimension(String name, double value) {}

  private final List<Dimension> dimensions;
  private final List<Link> links;
  private final List<String> tags;
  private final Map<String, Object> attributes;

  private Reward(
      List<Dimension> dimensions,
      List<Link> links,
      List<String> tags,
      Map<String, Object> attributes) {
    this.dimensions = List.copyOf(dimensions);
    this.links = List.copyOf(links);
    this.tags = List.copyOf(tags);
    this.attributes = Map.copyOf(attributes);
  }

  /** A scalar reward: one dimension named {@link #PRIMARY}. */
  public static Reward of(double value) {
    return of(PRIMARY, value);
  }

  /** A reward whose primary dimension has this name. */
  public static Reward of(String name, double value) {
    return new Reward(List.of(dimension(name, value)), List.of(), List.of(), Map.of());
  }

  /**
   * A reward of several dimensions: {@code primary} comes first, the others in the map's order.
   *
   * @param dimensions numbers, or booleans which count as 1 and 0
   * @param primary a key of {@code dimensions}
   */
  public static Reward of(Map<String, ?> dimensions, String primary) {
    Refusal.ifNull(dimensions, "dimensions");
    Refusal.ifNull(primary, "primary");
    if (!dimensions.containsKey(primary)) {
      throw new Refusal(
          "primary '" + primary + "' is not one of the dimensions " + dimensions.keySet());
    }
    List<Dimension> ordered = new ArrayList<>();
    dimensions.forEach(
        (name, value) -> {
          Dimension dimension = dimension(name, number(name, value));
          ordered.add(name.equals(primary) ? 0 : ordered.size(), dimension);
        });
    return new Reward(ordered, List.of(), List.of(), Map.of());
  }

  /** With one more dimension, after those before it. */
  public Reward and(String name, double value) {
    Dimension added = dimension(name, value);
    if (dimensions.stream().anyMatch(present -> present.name.equals(name))) {
      throw new Refusal("dimension '" + name + "' is already in this reward");
    }
    return new Reward(appended(dimensions, List.of(added)), links, tags, attributes);
  }

  /** About this span. An invalid context, as emits return where nothing records, adds no link. */
  public Reward linkTo(SpanContext span) {
    List<Link> added = Link.to(Refusal.ifNull(span, "span"));
    return new Reward(dimensions, appended(links, added), tags, attributes);
  }

  /** About the spans whose attribute {@code key} has this value; all links must hold. */
  public Reward linkTo(String key, String value) {
    Link added = new Link(Refusal.ifEmpty(key, "key"), Refusal.ifNull(value, "value"));
    return new Reward(dimensions, appended(links, List.of(added)), tags, attributes);
  }

  /** With these tags, after those before them. */
  public Reward tag(String... tags) {
    for (String tag : Refusal.ifNull(tags, "tags")) {
      Refusal.ifNull(tag, "tag");
    }
    return new Reward(dimensions, links, appended(this.tags, List.of(tags)), attributes);
  }

  /**
   * With one more attribute: a string, number, boolean, or a list or map of these.
   *
   * @see AttributeTree#flatten
   */
  public Reward attribute(String key, Object value) {
    Refusal.ifEmpty(key, "key");
    Map<String, Object> merged = new HashMap<>(attributes);
    merged.putAll(Flattening.strict().value(key, value).result());
    return new Reward(dimensions, links, tags, merged);
  }

  /** The primary dimension first; never empty. */
  public List<Dimension> dimensions() {
    return dimensions;
  }

  void describe(EventAttributes out) {
    describe(0, out);
    for (int i = 0; i < links.size(); i++) {
      out.put(AgentLightning.LINK + '.' + i + ".key_match", links.get(i).keyMatch());
      out.put(AgentLightning.LINK + '.' + i + ".value_match", links.get(i).valueMatch());
    }
    for (int i = 0; i < tags.size(); i++) {
      out.put(AgentLightning.TAG + '.' + i, tags.get(i));
    }
    // After the links, without which an attribute limit would leave values of nothing.
    for (int i = 1; i < dimensions.size(); i++) {
      describe(i, out);
    }
    out.putAll(attributes);
  }

  private void describe(int dimension, EventAttributes out) {
    String prefix = AgentLightning.REWARD + '.' + dimension;
    out.put(prefix + ".name", dimensions.get(dimension).name);
    out.put(prefix + ".value", dimensions.get(dimension).value);
  }

  private static Dimension dimension(String name, double value) {
    Refusal.ifNull(name, "name");
    return new Dimension(name, Refusal.ifNotFinite(value, "reward '" + name + "'"));
  }

  private static double number(String name, Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new Refusal("reward '" + name + "' must be a number, but is " + Plain.text(value));
  }

  private static <T> List<T> appended(List<T> before, List<T> added) {
    List<T> all = new ArrayList<>(before);
    all.addAll(added);
    return all;
  }

  @Override
  public String toString() {
    return "Reward" + dimensions + (links.isEmpty() ? "" : " for " + links);
  }
}
