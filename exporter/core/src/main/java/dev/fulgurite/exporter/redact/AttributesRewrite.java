package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import org.jspecify.annotations.Nullable;

/** Copies attributes once something in them changes. Not thread-safe. */
final class AttributesRewrite {
  private final Attributes original;
  private @Nullable AttributesBuilder changed;

  AttributesRewrite(Attributes original) {
    this.original = original;
  }

  void remove(AttributeKey<?> key) {
    builder().remove(key);
  }

  /** The attribute becomes a text, whatever it was. */
  void replace(AttributeKey<?> key, String text) {
    builder().remove(key).put(AttributeKey.stringKey(key.getKey()), text);
  }

  /** The attribute becomes a text by another name. */
  void rename(AttributeKey<?> key, String name, String text) {
    builder().remove(key).put(AttributeKey.stringKey(name), text);
  }

  /** The attribute gets another value of its own type. */
  @SuppressWarnings("unchecked") // the caller keeps to the key's type
  void put(AttributeKey<?> key, Object value) {
    builder().put((AttributeKey<Object>) key, value);
  }

  /** The original where nothing changed. */
  Attributes result() {
    return changed == null ? original : changed.build();
  }

  private AttributesBuilder builder() {
    if (changed == null) {
      changed = original.toBuilder();
    }
    return changed;
  }
}
