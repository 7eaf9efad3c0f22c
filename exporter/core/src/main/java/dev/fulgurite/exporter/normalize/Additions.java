package dev.fulgurite.exporter.normalize;

import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes that come to those of a span. What is absent, null or there already adds nothing. */
final class Additions {
  private final Attributes own;
  private final AttributesBuilder out;

  Additions(Attributes own) {
    this.own = own;
    this.out = own.toBuilder();
  }

  void replace(String key, String value) {
    out.put(key, value);
  }

  void remove(AttributeKey<?> key) {
    out.remove(key);
  }

  void add(String key, @Nullable String value) {
    if (value != null) {
      addAbsent(stringKey(key), value);
    }
  }

  void addLong(String key, JsonNode value) {
    if (value.isNumber()) {
      addAbsent(longKey(key), value.asLong());
    }
  }

  void addDouble(String key, JsonNode value) {
    if (value.isNumber()) {
      addAbsent(doubleKey(key), value.asDouble());
    }
  }

  void addList(String key, List<String> values) {
    if (!values.isEmpty()) {
      addAbsent(stringArrayKey(key), values);
    }
  }

  Attributes build() {
    return out.build();
  }

  private <T> void addAbsent(AttributeKey<T> key, T value) {
    if (own.get(key) == null) {
      out.put(key, value);
    }
  }
}
