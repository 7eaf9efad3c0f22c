package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.AttributesBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array attribute while it is read; its first element tells the type where nothing else does.
 */
final class AttributeArray {
  private final String key;
  private @Nullable AttributeType type;
  private final List<@Nullable Object> elements = new ArrayList<>();

  AttributeArray(String key) {
    this(key, null);
  }

  AttributeArray(String key, @Nullable AttributeType type) {
    this.key = key;
    this.type = type;
  }

  /** Adds the parser's current value. */
  void add(JsonParser in) throws IOException {
    AttributeType known = type == null ? typeOf(in.currentToken()) : type;
    type = known;
    elements.add(in.currentToken() == JsonToken.VALUE_NULL ? null : element(in, known));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  void putInto(AttributesBuilder attributes) {
    AttributeKey<?> typed =
        switch (type == null ? AttributeType.STRING_ARRAY : type) {
          case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey(key);
          case LONG_ARRAY -> AttributeKey.longArrayKey(key);
          case DOUBLE_ARRAY -> AttributeKey.doubleArrayKey(key);
          default -> AttributeKey.stringArrayKey(key);
        };
    attributes.put((AttributeKey) typed, (Object) elements);
  }

  private static AttributeType typeOf(JsonToken token) {
    return switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> AttributeType.BOOLEAN_ARRAY;
      case VALUE_NUMBER_INT -> AttributeType.LONG_ARRAY;
      case VALUE_NUMBER_FLOAT -> AttributeType.DOUBLE_ARRAY;
      default -> AttributeType.STRING_ARRAY;
    };
  }

  private static Object element(JsonParser in, AttributeType type) throws IOException {
    return switch (type) {
      case BOOLEAN_ARRAY -> in.getBooleanValue();
      case LONG_ARRAY -> in.getLongValue();
      case DOUBLE_ARRAY -> ValueJson.readDouble(in);
      default -> in.getText();
    };
  }
}
