package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownTextsTest {
  private static final int TEXTS = 5_000;

  private final KnownTexts<StringBuilder> known = new KnownTexts<>(StringBuilder::new);

  private StringBuilder read(String text) throws Exception {
    Bytes out = new Bytes(16);
    out.writeText("before");
    out.writeText(text);
    out.writeText("after");
    BytesIn in = new BytesIn(out.toByteArray());
    in.readText();
    StringBuilder made = in.readKnown(known);
    assertThat(in.readText()).isEqualTo("after");
    return made;
  }

  @Test
  void text_isMadeOnce() throws Exception {
    assertThat(read("gen_ai.agent.name")).isSameAs(read("gen_ai.agent.name"));
  }

  @Test
  void text_isItself_whateverWasReadBefore() throws Exception {
    for (int i = 0; i < TEXTS; i++) {
      assertThat(read("key" + i).toString()).isEqualTo("key" + i);
      assertThat(read("key" + i % 7 + "\ud800").toString()).isEqualTo("key" + i % 7 + "\ud800");
    }
  }

  @Test
  void text_isNotKept_whenLong() throws Exception {
    String text = "k".repeat(1_000);
    assertThat(read(text)).isNotSameAs(read(text)).asString().isEqualTo(text);
  }
}
