package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LightningStoreTest {
  @Test
  void url_isRefused_whenItIsNoAddressOrHasAPath() {
    for (String url : new String[] {"localhost:4747", "http://h:4747/v1/traces", ""}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LightningStore.create(url))
          .withMessageEndingWith("such as http://localhost:4747, was " + url);
    }
    LightningStore.create("http://localhost:4747/").close();
  }

  @Test
  void settings_areRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LightningStore.builder("http://h").setFlushTimeout(Duration.ZERO))
        .withMessage("flushTimeout must be above 0, was PT0S");
  }
}
