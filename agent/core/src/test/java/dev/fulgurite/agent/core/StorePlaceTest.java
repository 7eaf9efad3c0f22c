package dev.fulgurite.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStores;
import java.io.File;
import org.junit.jupiter.api.Test;

class StorePlaceTest {
  @Test
  void relativePath_becomesAbsolute() {
    StorePlace place = StorePlace.choose("sqlite:spans.db");

    assertThat(place.url()).isEqualTo("sqlite:" + new File("spans.db").getAbsolutePath());
    assertThat(place.howToRead()).endsWith("--store " + place.url());
  }

  @Test
  void standardPlace_needsNoWordToBeFound() {
    StorePlace place = StorePlace.choose(SpanStores.DEFAULT_URL);

    assertThat(place.standard()).isTrue();
    assertThat(place.howToRead()).endsWith("sessions");
    assertThat(place.problems()).isEmpty();
  }

  @Test
  void otherStores_areLeftAsTheyAre() {
    assertThat(StorePlace.choose("memory:").url()).isEqualTo("memory:");
    assertThat(StorePlace.choose("memory:").howToRead()).isEmpty();
    assertThat(StorePlace.choose("none").isKept()).isFalse();
  }
}
