package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.store.AttributeText;
import dev.fulgurite.exporter.store.KnownAttribute;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the index files spans under, one after the other. Not thread-safe. */
final class SpanTokens {
  /** In place of an attribute's key: any tag. */
  static final String TAG = "\0tag";

  /** In place of an attribute's key: the span's name. */
  static final String NAME = "\0name";

  private final Set<String> tokens = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<KnownAttribute> attributes = new HashSet<>();

  /** The tokens of {@code span}, with blanks between them. */
  String of(StoredSpan span) {
    tokens.clear();
    addText(span.name());
    addText(span.statusDescription());
    span.events().forEach(this::add);
    value(NAME, span.name());
    span.attributes().forEach(this::add);
    KnownAttribute.addAll(span, attributes);
    return String.join(" ", tokens);
  }

  /** All words so far in which parts may be looked for. */
  Set<String> words() {
    return words;
  }

  /** All attributes so far. */
  Set<KnownAttribute> attributes() {
    return attributes;
  }

  private void add(StoredSpan.Event event) {
    addText(event.name());
    event.attributes().forEach((key, value) -> texts(plain(value)).forEach(this::addText));
  }

  /** Nested values are searched and compared as their JSON. */
  private static Object plain(Object value) {
    return value instanceof Value<?> ? AttributeText.of(value) : value;
  }

  private static Stream<String> texts(Object value) {
    return (value instanceof List<?> list ? list : List.of(value))
        .stream().filter(String.class::isInstance).map(String.class::cast);
  }

  private void add(AttributeKey<?> typed, Object recorded) {
    Object value = plain(recorded);
    String key = typed.getKey();
    tokens.add(Marks.key(key));
    boolean tag = key.equals(Fulgurite.TAGS) || key.startsWith(AgentLightning.TAG + ".");
    for (Object element : value instanceof List<?> list ? list : List.of(value)) {
      value(key, element);
      if (tag) {
        tokens.add(Marks.key(TAG));
        value(TAG, element);
      }
    }
    texts(value).forEach(this::addText);
  }

  private void value(String key, Object value) {
    if (value instanceof Number number) {
      tokens.add(Marks.number(key, number.doubleValue()));
    } else if (value instanceof Boolean || value instanceof String) {
      String text = value.toString();
      if (text.length() <= Marks.MAX_TEXT) {
        tokens.add(Marks.text(key, text));
      }
    }
  }

  private void addText(String text) {
    Words.forEach(text, this::addWord);
  }

  private void addWord(String word) {
    if (tokens.add(word) && word.length() >= Vocabulary.MIN && !word.equals(Marks.LONG)) {
      words.add(word);
    }
  }
}
