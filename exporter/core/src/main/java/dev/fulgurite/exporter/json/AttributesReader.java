package dev.fulgurite.exporter.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON object as attributes: the token tells the type, a list takes the type of its elements. */
final class AttributesReader {
  private final JsonParser json;

  AttributesReader(JsonParser json) {
    this.json = json;
  }

  /** Stands on the value; null reads as no attributes. */
  Attributes read() throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return Attributes.empty();
    }
    expect(json.currentToken() == JsonToken.START_OBJECT, "an object");
    AttributesBuilder attributes = Attributes.builder();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      put(attributes, key);
    }
    return attributes.build();
  }

  private void put(AttributesBuilder attributes, String key) throws IOException {
    switch (json.currentToken()) {
      case VALUE_STRING -> attributes.put(key, json.getText());
      case VALUE_NUMBER_INT -> attributes.put(key, json.getLongValue());
      case VALUE_NUMBER_FLOAT -> attributes.put(key, json.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> attributes.put(key, json.getBooleanValue());
      case START_ARRAY -> putList(attributes, key);
      case START_OBJECT, VALUE_NULL -> attributes.put(key, complex());
      default -> expect(false, "a value");
    }
  }

  private void putList(AttributesBuilder attributes, String key) throws IOException {
    List<Value<?>> elements = elements();
    boolean mixed =
        ListAttribute.isOf(Number.class, elements) && !ListAttribute.isOf(Long.class, elements);
    ListAttribute.put(attributes, key, mixed ? doubles(elements) : elements);
  }

  private Value<?> complex() throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> Value.of(json.getText());
      case VALUE_NUMBER_INT -> Value.of(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> Value.of(json.getDoubleValue());
      case VALUE_TRUE, VALUE_FALSE -> Value.of(json.getBooleanValue());
      case START_ARRAY -> Value.of(elements());
      case START_OBJECT -> Value.of(pairs());
      default -> Value.empty();
    };
  }

  private List<Value<?>> elements() throws IOException {
    List<Value<?>> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(complex());
    }
    return values;
  }

  private KeyValue[] pairs() throws IOException {
    List<KeyValue> pairs = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      pairs.add(KeyValue.of(key, complex()));
    }
    return pairs.toArray(KeyValue[]::new);
  }

  private void expect(boolean holds, String expected) {
    if (!holds) {
      throw SpanJsonReader.unexpected(expected, json);
    }
  }

  private static List<Value<?>> doubles(List<Value<?>> elements) {
    return elements.stream().<Value<?>>map(AttributesReader::asDouble).toList();
  }

  private static Value<?> asDouble(Value<?> element) {
    return element.getValue() instanceof Long number ? Value.of(number.doubleValue()) : element;
  }
}
