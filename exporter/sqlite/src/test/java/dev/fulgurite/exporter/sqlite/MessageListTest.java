package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageListTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{\"a\":1},{\"a\":1}]",
        " [{\"a\":1}]",
        "[ {\"a\":1} ,\n {\"a\":2} ,\n {\"a\":3}\n]",
        "[{\"a\":1}, {\"a\":2},{\"a\":3}]",
        "[{\"role\":\"user\",\"parts\":[{\"content\":\"a ] } , [ { \\\" \\\\\"}]},{\"b\":\"\\\\\\\"\"}]",
        "[{\"a\":\"\ud83c\udf4e lone \ud83c\"},{\"a\":2}] tail",
        "[]",
        "[1,{\"a\":1}]",
        "[{\"a\":1},2]",
        "[{\"a\":1}",
        "[{\"a\":\"}]",
        "[{\"a\":1}}]",
        "[{\"a\":1}{\"a\":2}]",
        "[",
        "",
        "no array"
      })
  void join_givesBackWhatWasSplit(String text) {
    MessageList list = MessageList.split(text);

    assertThat(list == null ? text : list.join()).isEqualTo(text);
  }

  @Test
  void split_findsTheElements() {
    MessageList list = MessageList.split("[ {\"a\":[{}]}, {\"b\":\"],{\"}, {\"a\":[{}]} ]");

    assertThat(list).isNotNull();
    assertThat(list.elements()).containsExactly("{\"a\":[{}]}", "{\"b\":\"],{\"}", "{\"a\":[{}]}");
  }

  @Test
  void split_leavesTextThatIsNoArrayOfObjects() {
    for (String text : List.of("[]", "[1]", "{}", "[{\"a\":1},2]", "[{\"a\":1}", "[{\"a\":\"}]")) {
      assertThat(MessageList.split(text)).as(text).isNull();
    }
  }

  @Test
  void join_givesBackAnyText() {
    Random random = new Random(3);
    String alphabet = "[]{}{},,\"\"\\ :a1\n";
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder("[{");
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      MessageList list = MessageList.split(text.append("}]").toString());
      if (list != null) {
        assertThat(list.join()).isEqualTo(text.toString());
      }
    }
  }
}
