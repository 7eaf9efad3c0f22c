package dev.fulgurite.exporter.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/**
 * An attribute that a store has seen.
 *
 * @param type of its values: {@code string}, {@code long}, {@code double}, {@code boolean}, or one
 *     of these with {@code _array}
 */
public record KnownAttribute(String key, String type) implements Comparable<KnownAttribute> {
  private static final Comparator<KnownAttribute> ORDER =
      Comparator.comparing(KnownAttribute::key).thenComparing(KnownAttribute::type);

  /** Adds the attributes of {@code span} to {@code known}. */
  public static void addAll(StoredSpan span, Collection<KnownAttribute> known) {
    span.attributes()
        .forEach(
            (key, value) ->
                known.add(
                    new KnownAttribute(
                        key.getKey(), key.getType().name().toLowerCase(Locale.ROOT))));
  }

  @Override
  public int compareTo(KnownAttribute other) {
    return ORDER.compare(this, other);
  }
}
