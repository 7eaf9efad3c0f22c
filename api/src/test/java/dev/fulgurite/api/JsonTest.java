package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void write_thenRead_givesTheSameText() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      char[] units = new char[random.nextInt(20)];
      for (int j = 0; j < units.length; j++) {
        units[j] = (char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
      }
      Object value = List.of(Map.of(new String(units), new String(units)));

      assertThat(JsonReader.read(JsonWriter.write(value).text())).isEqualTo(value);
    }
  }

  @Test
  void write_escapesWhatIsNoCharacter() {
    assertThat(JsonWriter.write("\uD800\u0000\u001F").text())
        .isEqualTo("\"\\ud800\\u0000\\u001f\"");
    assertThat(JsonWriter.write("😀é").text()).isEqualTo("\"😀é\"");
  }

  @Test
  void write_keepsNumbers_andQuotesWhatJsonHasNot() {
    List<Object> numbers =
        Arrays.asList(1, 1.5, 0.1f, new BigDecimal("1E+400"), Double.NaN, Float.NEGATIVE_INFINITY);

    assertThat(JsonWriter.write(numbers).text())
        .isEqualTo("[1,1.5,0.1,1E+400,\"NaN\",\"-Infinity\"]");
  }

  @Test
  void write_endsAnEndlessList() {
    Map<String, Object> tree = Map.of("bare", (Iterable<Object>) Endless::new);

    JsonWriter.Json json = JsonWriter.write(tree);

    assertThat(json.truncated()).isTrue();
    assertThat(JsonReader.read(json.text())).isInstanceOf(Map.class);
  }

  /** A bean that no serialiser comes to the end of. */
  public record EndlessBean(String name, Iterable<Object> values) {}

  @Test
  void write_endsAnEndlessBean() {
    JsonWriter.Json json = JsonWriter.write(new EndlessBean("first", Endless::new));

    assertThat(json.truncated()).isTrue();
    assertThat(json.stringified()).isFalse();
    assertThat(JsonReader.read(json.text())).extracting("name").isEqualTo("first");
  }

  private static final class Endless implements Iterator<Object> {
    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public Object next() {
      return "again";
    }
  }

  @Test
  void readBeginning_givesWhatIsThere_whereverItIsCut() {
    String json = "{\"a\": [1, true, null, -2.5e1, {\"b\\u00e9\": \"te\\nxt\"}], \"c\": \"end\"}";
    for (int length = 1; length < json.length(); length++) {
      String text = JsonWriter.write(JsonReader.readBeginning(json.substring(0, length))).text();

      assertThat(JsonReader.read(text)).as(text).isInstanceOf(Map.class);
    }
    assertThat(JsonReader.readBeginning("{\"a\":[1,\"tex"))
        .isEqualTo(Map.of("a", List.of(1L, "tex")));
    assertThat(JsonReader.readBeginning(json)).isEqualTo(JsonReader.read(json));
  }

  @Test
  void write_staysValid_whenAContainerBreaks() {
    List<Object> breaking =
        new AbstractList<>() {
          @Override
          public Object get(int index) {
            if (index > 0) {
              throw new IllegalStateException();
            }
            return "first";
          }

          @Override
          public int size() {
            return 2;
          }
        };
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("broken", breaking);
    map.put("after", 1);

    JsonWriter.Json json = JsonWriter.write(map);

    assertThat(json.text()).isEqualTo("{\"broken\":[\"first\"],\"after\":1}");
    assertThat(json.truncated()).isTrue();
  }

  @Test
  void write_doesNotTakeTheElementsOfAnIterator() {
    Iterator<Integer> iterator = List.of(1, 2).iterator();

    assertThat(JsonWriter.write(iterator).stringified()).isTrue();
    assertThat(iterator.next()).isEqualTo(1);
  }

  @Test
  void write_tellsTheSameObjectTwiceFromACycle() {
    List<Integer> shared = List.of(1);

    JsonWriter.Json json = JsonWriter.write(List.of(shared, shared));

    assertThat(json.text()).isEqualTo("[[1],[1]]");
    assertThat(json.truncated()).isFalse();
  }
}
