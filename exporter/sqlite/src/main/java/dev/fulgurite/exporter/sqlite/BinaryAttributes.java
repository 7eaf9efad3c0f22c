package dev.fulgurite.exporter.sqlite;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes in a binary body: their number, then for each its type, key and value. */
final class BinaryAttributes {
  // Numbers on disk: the order of the enum's constants may change.
  private static final List<AttributeType> TYPES =
      List.of(
          AttributeType.STRING,
          AttributeType.BOOLEAN,
          AttributeType.LONG,
          AttributeType.DOUBLE,
          AttributeType.STRING_ARRAY,
          AttributeType.BOOLEAN_ARRAY,
          AttributeType.LONG_ARRAY,
          AttributeType.DOUBLE_ARRAY);

  /** By type. */
  private static final List<KnownTexts<AttributeKey<?>>> KEYS =
      TYPES.stream().map(BinaryAttributes::keys).toList();

  /**
   * The number of {@link AttributeType#VALUE}, a constant that the OpenTelemetry of an older Spring
   * Boot does not have: nothing here may name it.
   */
  private static final int VALUE = 8;

  /** In place of a type: a text whose messages lie apart. */
  private static final int MESSAGES = 100;

  /** The same, of a key with a number. */
  private static final int MESSAGES_OF_NUMBER = 101;

  /** A key with a number, and the number of a text of the block. */
  private static final int SHARED = 102;

  /** And more, in place of a type and a key: the key's number, which has a type. */
  private static final int NUMBERED = 256 - KeyNumbers.MAX;

  private static final Set<String> HAVE_MESSAGES =
      Set.of(
          GenAi.INPUT_MESSAGES,
          GenAi.OUTPUT_MESSAGES,
          GenAi.SYSTEM_INSTRUCTIONS,
          GenAi.TOOL_DEFINITIONS);
  private static final int MIN_MESSAGE = 64;

  private final @Nullable MessageSink messages;

  /**
   * @param messages takes the messages in them; null leaves them where they are
   */
  BinaryAttributes(@Nullable MessageSink messages) {
    this.messages = messages;
  }

  void write(Bytes out, Attributes attributes) throws IOException {
    out.writeVarint(attributes.size());
    try {
      attributes.forEach((key, value) -> write(out, key, value));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(Bytes out, AttributeKey<?> key, Object value) {
    int number = KeyNumbers.of(key);
    if (value instanceof String text
        && (writeShared(out, number, text) || writeMessages(out, key, text))) {
      return;
    }
    if (number >= 0) {
      out.write(NUMBERED + number);
    } else {
      int code = TYPES.indexOf(key.getType());
      out.write(code < 0 ? VALUE : code);
      writeName(out, key.getKey());
    }
    if (value instanceof List<?> elements) {
      out.writeVarint(elements.size());
      for (Object element : elements) {
        out.write(element == null ? 0 : 1);
        if (element != null) {
          writeScalar(out, element);
        }
      }
    } else {
      writeScalar(out, value);
    }
  }

  /** False where it stands where it is: it is none that the spans of a block have in common. */
  private boolean writeShared(Bytes out, int key, String text) {
    int number = messages != null && KeyNumbers.isShared(key) ? messages.share(text) : -1;
    if (number >= 0) {
      out.write(SHARED);
      out.write(key);
      out.writeVarint(number);
    }
    return number >= 0;
  }

  /** False where there are none. */
  private boolean writeMessages(Bytes out, AttributeKey<?> key, String text) {
    if (messages == null || text.length() < MIN_MESSAGE || !HAVE_MESSAGES.contains(key.getKey())) {
      return false;
    }
    MessageList list = MessageList.split(text);
    if (list == null) {
      return false;
    }
    int number = KeyNumbers.of(key);
    out.write(number < 0 ? MESSAGES : MESSAGES_OF_NUMBER);
    if (number < 0) {
      writeName(out, key.getKey());
    } else {
      out.write(number);
    }
    out.writeText(list.before());
    out.writeText(list.between());
    out.writeText(list.after());
    out.writeVarint(list.elements().size());
    for (String element : list.elements()) {
      boolean apart = element.length() >= MIN_MESSAGE;
      out.write(apart ? 1 : 0);
      if (apart) {
        messages.keep(element).write(out);
      } else {
        out.writeText(element);
      }
    }
    return true;
  }

  private static void writeName(Bytes out, String name) {
    byte[] written = WrittenNames.of(name);
    out.write(written, 0, written.length);
  }

  private static String readMessages(BytesIn in, MessageSource messages)
      throws IOException, SQLException {
    String before = in.readText();
    String between = in.readText();
    String after = in.readText();
    int size = in.readVarint();
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(in.read() == 0 ? in.readText() : messages.message(MessageReference.read(in)));
    }
    return new MessageList(before, between, after, elements).join();
  }

  private static void writeScalar(Bytes out, Object value) {
    if (value instanceof String text) {
      out.writeText(text);
    } else if (value instanceof Long number) {
      out.writeLong(number);
    } else if (value instanceof Double number) {
      out.writeLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Boolean flag) {
      out.write(flag ? 1 : 0);
    } else {
      writeValue(out, (Value<?>) value);
    }
  }

  private static void writeValue(Bytes out, Value<?> value) {
    Bytes json = new Bytes(256);
    try (JsonGenerator generator = Json.generator(json)) {
      ValueJson.write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeVarint(json.size());
    out.write(json.array(), 0, json.size());
  }

  static Attributes read(BytesIn in, MessageSource messages) throws IOException, SQLException {
    AttributesBuilder attributes = Attributes.builder();
    for (int i = in.readVarint(); i > 0; i--) {
      int code = in.read();
      if (code >= NUMBERED) {
        AttributeKey<?> key = KeyNumbers.key(code - NUMBERED);
        put(attributes, key, read(in, key.getType()));
      } else if (code == SHARED) {
        put(attributes, KeyNumbers.key(in.read()), messages.shared(in.readVarint()));
      } else if (code == MESSAGES_OF_NUMBER) {
        put(attributes, KeyNumbers.key(in.read()), readMessages(in, messages));
      } else if (code == MESSAGES) {
        put(attributes, in.readKnown(KEYS.get(0)), readMessages(in, messages));
      } else if (code == VALUE) {
        attributes.put(AttributeKey.valueKey(in.readText()), readValue(in));
      } else if (code < TYPES.size()) {
        AttributeKey<?> key = in.readKnown(KEYS.get(code));
        put(attributes, key, read(in, TYPES.get(code)));
      } else {
        throw new IOException("unknown type of attribute: " + code);
      }
    }
    return attributes.build();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void put(AttributesBuilder into, AttributeKey<?> key, Object value) {
    into.put((AttributeKey) key, value);
  }

  private static KnownTexts<AttributeKey<?>> keys(AttributeType type) {
    return new KnownTexts<>(key -> key(type, key));
  }

  private static AttributeKey<?> key(AttributeType type, String key) {
    return switch (type) {
      case STRING -> AttributeKey.stringKey(key);
      case BOOLEAN -> AttributeKey.booleanKey(key);
      case LONG -> AttributeKey.longKey(key);
      case DOUBLE -> AttributeKey.doubleKey(key);
      case STRING_ARRAY -> AttributeKey.stringArrayKey(key);
      case BOOLEAN_ARRAY -> AttributeKey.booleanArrayKey(key);
      case LONG_ARRAY -> AttributeKey.longArrayKey(key);
      case DOUBLE_ARRAY -> AttributeKey.doubleArrayKey(key);
      default -> throw unexpected(type);
    };
  }

  private static Object read(BytesIn in, AttributeType type) throws IOException {
    return switch (type) {
      case STRING_ARRAY -> readList(in, AttributeType.STRING);
      case BOOLEAN_ARRAY -> readList(in, AttributeType.BOOLEAN);
      case LONG_ARRAY -> readList(in, AttributeType.LONG);
      case DOUBLE_ARRAY -> readList(in, AttributeType.DOUBLE);
      default -> readScalar(in, type);
    };
  }

  private static List<@Nullable Object> readList(BytesIn in, AttributeType type)
      throws IOException {
    int size = in.readVarint();
    List<@Nullable Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(in.read() == 0 ? null : readScalar(in, type));
    }
    return elements;
  }

  private static Object readScalar(BytesIn in, AttributeType type) throws IOException {
    return switch (type) {
      case STRING -> in.readText();
      case BOOLEAN -> in.read() != 0;
      case LONG -> in.readLong();
      case DOUBLE -> Double.longBitsToDouble(in.readLong());
      default -> throw unexpected(type);
    };
  }

  private static IllegalStateException unexpected(AttributeType type) {
    return new IllegalStateException(type.name());
  }

  private static Value<?> readValue(BytesIn in) throws IOException {
    try (JsonParser parser = Json.parser(in.readBytes(in.readVarint()))) {
      parser.nextToken();
      return ValueJson.read(parser);
    }
  }
}
