package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of OpenTelemetry's that may have others in it, at any depth. */
record ValueTree(Leaves leaves) {
  /** What is kept. */
  interface Leaves {
    /** Null keeps nothing. */
    @Nullable String text(String text);

    Value<?> number(long number);

    String key(String key);

    /** What stands for all that is below {@code key}; null where its value is looked at. */
    @Nullable String mark(String key);
  }

  /** Equal to {@code value} where there is nothing to redact. */
  Value<?> rewrite(Value<?> value) {
    return switch (value.getType()) {
      case STRING -> Value.of(orEmpty(leaves.text((String) value.getValue())));
      case LONG -> leaves.number((Long) value.getValue());
      case ARRAY -> array((List<?>) value.getValue());
      case KEY_VALUE_LIST -> entries((List<?>) value.getValue());
      case BYTES -> bytes(value, (ByteBuffer) value.getValue());
      case BOOLEAN, DOUBLE, EMPTY -> value;
    };
  }

  private Value<?> array(List<?> elements) {
    List<Value<?>> kept = new ArrayList<>(elements.size());
    elements.forEach(element -> kept.add(rewrite((Value<?>) element)));
    return Value.of(kept);
  }

  private Value<?> entries(List<?> entries) {
    return Value.of(
        entries.stream().map(entry -> entry((KeyValue) entry)).toArray(KeyValue[]::new));
  }

  private KeyValue entry(KeyValue entry) {
    String mark = leaves.mark(entry.getKey());
    Value<?> kept = mark == null ? rewrite(entry.getValue()) : Value.of(mark);
    return KeyValue.of(leaves.key(entry.getKey()), kept);
  }

  /** They may be text; then what is not kept makes all of them a text. */
  private Value<?> bytes(Value<?> value, ByteBuffer bytes) {
    String text = StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    String kept = orEmpty(leaves.text(text));
    return kept.equals(text) ? value : Value.of(kept);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
