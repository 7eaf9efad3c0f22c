package dev.fulgurite.exporter.store;

import io.opentelemetry.api.common.Attributes;
import java.util.concurrent.atomic.AtomicBoolean;

/** Text in a span's name, string attributes or elements of string arrays, ignoring case. */
final class TextMatcher {
  private final String wanted;

  TextMatcher(String wanted) {
    this.wanted = wanted;
  }

  boolean matches(StoredSpan span) {
    return isIn(span.name()) || matches(span.attributes());
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
    return value instanceof String text && isIn(text);
  }

  private boolean isIn(String text) {
    int last = text.length() - wanted.length();
    for (int i = 0; i <= last; i++) {
      if (text.regionMatches(true, i, wanted, 0, wanted.length())) {
        return true;
      }
    }
    return false;
  }
}
