package dev.fulgurite.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code mvn -pl exporter/core test -Dtest=SettingsPageTest -Dsettings.write} renews the page. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "settings.md");

  @Test
  void page_isWhatTheCodeSays() throws IOException {
    if (System.getProperty("settings.write") != null) {
      Files.writeString(PAGE, SettingsPage.markdown());
    }

    assertThat(Files.readString(PAGE)).isEqualTo(SettingsPage.markdown());
  }
}
