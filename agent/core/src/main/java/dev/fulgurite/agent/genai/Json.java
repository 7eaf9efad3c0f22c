package dev.fulgurite.agent.genai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON from maps, lists, trees and plain values; never from the application's own objects. By
 * streaming, since Jackson's mapper is 400 classes that most programs' first span would wait for.
 */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Null for null, and for what JSON cannot hold. */
  public static @Nullable String write(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(value, generator);
    } catch (IOException unwritable) {
      return null;
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator to) throws IOException {
    if (value == null) {
      to.writeNull();
    } else if (value instanceof String text) {
      to.writeString(text);
    } else if (value instanceof Map<?, ?> map) {
      to.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        to.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), to);
      }
      to.writeEndObject();
    } else if (value instanceof List<?> list) {
      to.writeStartArray();
      for (Object element : list) {
        write(element, to);
      }
      to.writeEndArray();
    } else if (value instanceof Boolean flag) {
      to.writeBoolean(flag);
    } else if (value instanceof Number number) {
      write(number, to);
    } else {
      writeOther(value, to);
    }
  }

  private static void write(Number number, JsonGenerator to) throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      to.writeNumber(number.longValue());
    } else if (number instanceof Double) {
      to.writeNumber(number.doubleValue());
    } else if (number instanceof Float) {
      to.writeNumber(number.floatValue());
    } else if (number instanceof BigInteger big) {
      to.writeNumber(big);
    } else if (number instanceof BigDecimal big) {
      to.writeNumber(big);
    } else {
      writeOther(number, to);
    }
  }

  private static void writeOther(Object value, JsonGenerator to) throws IOException {
    boolean tree = value instanceof TreeNode;
    to.writeRawValue(tree ? value.toString() : Mapper.INSTANCE.writeValueAsString(value));
  }

  /** The map or list that {@code text} is the JSON of, else the text itself. */
  public static @Nullable Object parse(@Nullable String text) {
    if (text == null || !(text.startsWith("{") || text.startsWith("["))) {
      return text;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      return read(parser.nextToken(), parser);
    } catch (IOException notJson) {
      return text;
    }
  }

  private static @Nullable Object read(JsonToken token, JsonParser from) throws IOException {
    return switch (token) {
      case START_OBJECT -> readMap(from);
      case START_ARRAY -> readList(from);
      case VALUE_STRING -> from.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> from.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> readMap(JsonParser from) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (from.nextToken() != JsonToken.END_OBJECT) {
      String name = from.currentName();
      map.put(name, read(from.nextToken(), from));
    }
    return map;
  }

  private static List<@Nullable Object> readList(JsonParser from) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = from.nextToken();
        token != JsonToken.END_ARRAY;
        token = from.nextToken()) {
      list.add(read(token, from));
    }
    return list;
  }

  /** Loaded when something unusual is to be written. */
  private static final class Mapper {
    static final JsonMapper INSTANCE = JsonMapper.builder().build();
  }
}
