package dev.fulgurite.exporter.store;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Text in the names, string attributes, elements of string arrays or JSON of nested values of a
 * span and its events, or in the description of its status, ignoring case.
 */
final class TextMatcher {
  private final String wanted;
  private final char first;

  TextMatcher(String wanted) {
    this.wanted = wanted;
    this.first = wanted.isEmpty() ? 0 : fold(wanted.charAt(0));
  }

  boolean matches(StoredSpan span) {
    return isIn(span.name())
        || isIn(span.statusDescription())
        || matches(span.attributes())
        || span.events().stream().anyMatch(this::matches);
  }

  private boolean matches(StoredSpan.Event event) {
    return isIn(event.name()) || matches(event.attributes());
  }

  private boolean matches(Attributes attributes) {
    AtomicBoolean found = new AtomicBoolean();
    attributes.forEach((key, value) -> found.compareAndSet(false, !found.get() && holds(value)));
    return found.get();
  }

  private boolean holds(Object value) {
    if (value instanceof Iterable<?> elements) {
      for (Object element : elements) {
        if (element instanceof String text && isIn(text)) {
          return true;
        }
      }
    }
    return isText(value) && isIn(AttributeText.of(value));
  }

  private static boolean isText(Object value) {
    return value instanceof String || value instanceof Value<?>;
  }

  private boolean isIn(String text) {
    if (wanted.isEmpty()) {
      return true;
    }
    int last = text.length() - wanted.length();
    for (int i = 0; i <= last; i++) {
      if (mayBegin(text.charAt(i)) && text.regionMatches(true, i, wanted, 0, wanted.length())) {
        return true;
      }
    }
    return false;
  }

  /** A look at one character saves most calls. Pairs of surrogates have cases as a whole. */
  private boolean mayBegin(char c) {
    return c == first || fold(c) == first || Character.isSurrogate(c);
  }

  /** As {@link String#regionMatches} compares characters. */
  private static char fold(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
