package dev.fulgurite.cli.otlp;

import com.google.protobuf.ByteString;
import dev.fulgurite.exporter.json.ListAttribute;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes as the protocol's values, and back. */
final class OtlpValues {
  static List<KeyValue> of(Attributes attributes) {
    List<KeyValue> pairs = new ArrayList<>(attributes.size());
    attributes.forEach((key, value) -> pairs.add(pair(key.getKey(), value)));
    return pairs;
  }

  static Attributes attributes(List<KeyValue> pairs) {
    AttributesBuilder attributes = Attributes.builder();
    pairs.forEach(pair -> put(attributes, pair.getKey(), pair.getValue()));
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String key, AnyValue any) {
    if (any.getArrayValue().getValuesCount() > 0) {
      ListAttribute.put(attributes, key, elements(any.getArrayValue().getValuesList()));
    } else {
      attributes.put(key, value(any));
    }
  }

  private static KeyValue pair(String key, Object value) {
    return KeyValue.newBuilder().setKey(key).setValue(any(value)).build();
  }

  /** Nothing is set in the value of an array's null. */
  private static AnyValue any(@Nullable Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    if (value instanceof Value<?> complex) {
      return complex(complex);
    } else if (value instanceof List<?> list) {
      ArrayValue.Builder array = ArrayValue.newBuilder();
      list.forEach(element -> array.addValues(any(element)));
      any.setArrayValue(array);
    } else if (value instanceof Long number) {
      any.setIntValue(number);
    } else if (value instanceof Double number) {
      any.setDoubleValue(number);
    } else if (value instanceof Boolean truth) {
      any.setBoolValue(truth);
    } else if (value != null) {
      any.setStringValue(value.toString());
    }
    return any.build();
  }

  private static AnyValue complex(Value<?> value) {
    return switch (value.getType()) {
      case KEY_VALUE_LIST -> map((List<?>) value.getValue());
      case BYTES -> {
        ByteBuffer bytes = (ByteBuffer) value.getValue();
        yield AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(bytes.duplicate())).build();
      }
      case EMPTY -> AnyValue.getDefaultInstance();
      default -> any(value.getValue());
    };
  }

  private static AnyValue map(List<?> pairs) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    for (Object pair : pairs) {
      var keyValue = (io.opentelemetry.api.common.KeyValue) pair;
      list.addValues(pair(keyValue.getKey(), keyValue.getValue()));
    }
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }

  private static Value<?> value(AnyValue any) {
    return switch (any.getValueCase()) {
      case STRING_VALUE -> Value.of(any.getStringValue());
      case BOOL_VALUE -> Value.of(any.getBoolValue());
      case INT_VALUE -> Value.of(any.getIntValue());
      case DOUBLE_VALUE -> Value.of(any.getDoubleValue());
      case BYTES_VALUE -> Value.of(any.getBytesValue().toByteArray());
      case ARRAY_VALUE -> Value.of(elements(any.getArrayValue().getValuesList()));
      case KVLIST_VALUE -> map(any.getKvlistValue());
      default -> Value.empty();
    };
  }

  private static List<Value<?>> elements(List<AnyValue> elements) {
    List<Value<?>> values = new ArrayList<>(elements.size());
    elements.forEach(element -> values.add(value(element)));
    return values;
  }

  private static Value<?> map(KeyValueList list) {
    return Value.of(
        list.getValuesList().stream()
            .map(
                pair ->
                    io.opentelemetry.api.common.KeyValue.of(pair.getKey(), value(pair.getValue())))
            .toArray(io.opentelemetry.api.common.KeyValue[]::new));
  }

  private OtlpValues() {}
}
