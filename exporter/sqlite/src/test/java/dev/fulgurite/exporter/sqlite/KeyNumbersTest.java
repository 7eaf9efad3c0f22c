package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files in the field have these numbers, so they never change. */
class KeyNumbersTest {
  private static final int KNOWN = 55;
  private static final int HASH = 1583758812;
  private static final MessageSource NO_MESSAGES =
      new MessageSource() {
        @Override
        public String message(MessageReference reference) {
          throw new AssertionError(reference);
        }

        @Override
        public String shared(int number) {
          throw new AssertionError(number);
        }
      };

  @Test
  void keys_keepTheirNumbers() throws IOException {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < KNOWN; i++) {
      AttributeKey<?> key = KeyNumbers.key(i);
      assertThat(KeyNumbers.of(key)).isEqualTo(i);
      keys.add(key.getType() + " " + key.getKey());
    }
    assertThat(String.join("\n", keys).hashCode()).as(keys.toString()).isEqualTo(HASH);
    assertThat(keys).startsWith("STRING session.id", "STRING fulgurite.session.source");
  }

  @Test
  void key_hasANumber_forItsTypeAlone() {
    assertThat(KeyNumbers.of(AttributeKey.longKey(GenAi.AGENT_NAME))).isNegative();
    assertThatThrownBy(() -> KeyNumbers.key(KeyNumbers.MAX - 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown key");
  }

  /** As bodies were written before keys had numbers. */
  @Test
  void body_isRead_whereKeysAreTexts() throws Exception {
    Bytes out = new Bytes(64);
    out.write(1);
    out.write(0);
    out.writeVarint(2);
    out.write(0);
    out.writeText(GenAi.AGENT_NAME);
    out.writeText("planner");
    out.write(2);
    out.writeText(GenAi.USAGE_INPUT_TOKENS);
    out.writeLong(7);
    SpanBody body = SpanBody.decode(new BytesIn(out.toByteArray()), NO_MESSAGES);

    assertThat(body.attributes)
        .isEqualTo(
            Attributes.of(
                AttributeKey.stringKey(GenAi.AGENT_NAME),
                "planner",
                AttributeKey.longKey(GenAi.USAGE_INPUT_TOKENS),
                7L));
  }
}
