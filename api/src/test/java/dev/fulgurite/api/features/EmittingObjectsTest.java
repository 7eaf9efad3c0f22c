package dev.fulgurite.api.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.ObjectConverters;
import dev.fulgurite.api.SpanReaders;
import dev.fulgurite.api.SpanRecorder;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How to keep a value as it is now. */
class EmittingObjectsTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final Emitter emitter = recorder.emitter();

  static List<Arguments> literals() {
    return List.of(
        Arguments.of("text", "str", "text", "text"),
        Arguments.of('c', "str", "c", "c"),
        Arguments.of(7, "int", "7", 7L),
        Arguments.of((byte) 7, "int", "7", 7L),
        Arguments.of(
            BigInteger.TWO.pow(80), "int", "1208925819614629174706176", BigInteger.TWO.pow(80)),
        Arguments.of(0.5, "float", "0.5", 0.5),
        Arguments.of(0.5f, "float", "0.5", 0.5),
        Arguments.of(Double.NaN, "float", "NaN", Double.NaN),
        Arguments.of(true, "bool", "true", true),
        Arguments.of(new byte[] {1, 2, 3}, "bytes", "AQID", new byte[] {1, 2, 3}));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void object_ofASimpleType_isALiteral(Object value, String type, String literal, Object read) {
    emitter.object(value);

    assertThat(recorder.only().getName()).isEqualTo("agentlightning.object");
    assertThat(recorder.attributes())
        .isEqualTo(
            Map.of("agentlightning.object.type", type, "agentlightning.object.literal", literal));
    assertThat(SpanReaders.object(recorder.onlyView()).orElseThrow()).isEqualTo(read);
  }

  static List<Arguments> documents() {
    Map<String, Object> nested = new LinkedHashMap<>();
    nested.put("b", List.of(1, "two", 3.5));
    nested.put("a", null);
    return List.of(
        Arguments.of(null, "NoneType", "null"),
        Arguments.of(nested, "dict", "{\"b\":[1,\"two\",3.5],\"a\":null}"),
        Arguments.of(List.of(), "list", "[]"),
        Arguments.of(new int[] {1, 2}, "list", "[1,2]"),
        Arguments.of(new String[] {"a\"\n\\"}, "list", "[\"a\\\"\\n\\\\\"]"),
        Arguments.of(List.of(Instant.EPOCH), "list", "[\"1970-01-01T00:00:00Z\"]"),
        Arguments.of(Thread.State.NEW, "java.lang.Thread$State", "\"NEW\""));
  }

  @ParameterizedTest
  @MethodSource("documents")
  @Tag("seed:001.object")
  void object_ofAnyOtherType_isJson(Object value, String type, String json) {
    emitter.object(value);

    assertThat(recorder.attributes())
        .isEqualTo(Map.of("agentlightning.object.type", type, "agentlightning.object.json", json));
  }

  public record Plan(@JsonProperty("the_goal") String goal, List<Integer> steps, Instant made) {}

  @Test
  void object_ofTheApplication_isJsonByItsOwnJackson() {
    emitter.object(new Plan("win", List.of(1, 2), Instant.EPOCH));

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.object.type", Plan.class.getName())
        .containsEntry(
            "agentlightning.object.json",
            "{\"the_goal\":\"win\",\"steps\":[1,2],\"made\":\"1970-01-01T00:00:00Z\"}")
        .doesNotContainKey("fulgurite.object.stringified");
  }

  @Test
  void object_insideAMap_isConvertedToo() {
    emitter.object(Map.of("plan", new Plan("win", List.of(), Instant.EPOCH)));

    assertThat(SpanReaders.object(recorder.onlyView()).orElseThrow())
        .extracting("plan")
        .extracting("the_goal")
        .isEqualTo("win");
  }

  @Test
  @Tag("seed:001.object.validation")
  void object_thatNobodyCanConvert_isItsString() {
    emitter.object(new Unserialisable());

    assertThat(SpanReaders.object(recorder.onlyView())).contains("just a string");
    assertThat(recorder.attributes()).containsEntry("fulgurite.object.stringified", true);
  }

  @Test
  void object_whoseToStringThrows_doesNoHarm() {
    emitter.object(new BadToString());

    assertThat(SpanReaders.object(recorder.onlyView()).orElseThrow().toString())
        .startsWith(BadToString.class.getName())
        .contains("java.lang.IllegalStateException");
  }

  @Test
  void object_isConvertedByAnInstalledConverter_whereNoJacksonCan() {
    Function<Object, Object> converter = value -> Map.of("converted", value.toString());
    ObjectConverters.install(converter);
    try {
      emitter.object(new Unserialisable());
    } finally {
      ObjectConverters.uninstall(converter);
    }

    assertThat(SpanReaders.object(recorder.onlyView()))
        .contains(Map.of("converted", "just a string"));
  }

  @Test
  void object_isKeptAsItWas_whenItChangesAfterwards() {
    List<String> list = new ArrayList<>(List.of("before"));

    emitter.object(list);
    list.add("after");

    assertThat(SpanReaders.object(recorder.onlyView())).contains(List.of("before"));
  }

  @Test
  void object_mayContainItself() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", "loop");
    map.put("self", List.of(map));

    emitter.object(map);

    assertThat(SpanReaders.object(recorder.onlyView()))
        .contains(Map.of("name", "loop", "self", List.of("<cycle>")));
    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
  }

  /** A bean that leads to itself, which no Jackson can write. */
  public static final class Cyclic {
    public Cyclic getSelf() {
      return this;
    }

    @Override
    public String toString() {
      return "cyclic";
    }
  }

  @Test
  void object_thatIsACyclicBean_isItsString() {
    emitter.object(new Cyclic());

    assertThat(SpanReaders.object(recorder.onlyView())).contains("cyclic");
  }

  @Test
  void object_mayBeNestedDeeply() {
    List<Object> deep = List.of();
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }

    emitter.object(deep);

    assertThat(SpanReaders.object(recorder.onlyView())).isPresent();
    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
  }

  @Test
  void object_staysValidJson_whenItIsHuge() {
    emitter.object(Map.of("log", List.of("é\"".repeat(5_000_000), "end")));

    String json = (String) recorder.attributes().get("agentlightning.object.json");
    assertThat(json.length()).isBetween(500_000, 1 << 20);
    assertThat(SpanReaders.object(recorder.onlyView())).isPresent();
    assertThat(recorder.attributes()).containsEntry("fulgurite.truncated", true);
  }

  /** Nothing that a serialiser could find. */
  private static final class Unserialisable {
    @Override
    public String toString() {
      return "just a string";
    }
  }

  private static final class BadToString {
    @Override
    public String toString() {
      throw new IllegalStateException("no");
    }
  }
}
