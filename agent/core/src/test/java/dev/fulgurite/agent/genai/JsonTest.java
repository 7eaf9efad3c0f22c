package dev.fulgurite.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JsonTest {
  private final JsonMapper mapper = JsonMapper.builder().build();

  @Test
  void values_areWrittenAsTheMapperWritesThem() throws Exception {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "a \"quoted\"\n\u0001 é \uD83D\uDE00 line");
    map.put("numbers", Arrays.asList(1, 2L, 1.5, 0.1f, (short) 3, Double.NaN, -0.0, 1e300));
    map.put("big", List.of(new BigInteger("9".repeat(30)), new BigDecimal("1.10")));
    map.put("nothing", null);
    map.put("flags", List.of(true, false));
    map.put("unusual", Arrays.asList(new AtomicInteger(7), 'c', Thread.State.NEW, new int[] {1}));
    map.put("tree", mapper.readTree("{\"b\":[1.10,\"\\u2028\"],\"a\":null}"));

    assertThat(Json.write(map)).isEqualTo(mapper.writeValueAsString(map));
    assertThat(Json.write("text")).isEqualTo("\"text\"");
    assertThat(Json.write(null)).isNull();
  }

  @Test
  void whatIsWrong_isNull() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);

    assertThat(Json.write(endless)).isNull();
    assertThat(Json.write(Map.of("object", new Object()))).isNull();
  }

  @Test
  void parsedText_isWrittenAsTheMapperWritesItsTree() throws Exception {
    for (String text :
        List.of(
            "{\"a\":[1,2.50,1e2,-0,12345678901234567890,null,true,\"x\"],\"b\":{},\"a\":2}",
            "[[],[{}],\"\\u0000\"] trailing",
            "{ \"deep\" : { \"er\" : [ { } ] } }")) {
      assertThat(Json.write(Json.parse(text))).isEqualTo(mapper.readTree(text).toString());
    }
  }

  @Test
  void textThatIsNoJson_staysText() {
    for (String text : List.of("", "plain", "{", "{\"a\":", "[1,", "{\"a\" 1}", "[NaN]")) {
      assertThat(Json.parse(text)).isEqualTo(text);
    }
    assertThat(Json.parse(null)).isNull();
  }
}
