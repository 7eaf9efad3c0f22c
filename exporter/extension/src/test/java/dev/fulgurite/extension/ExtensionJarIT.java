package dev.fulgurite.extension;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

class ExtensionJarIT {
  @Test
  void jar_bringsOursAndWhatIsNative_andNothingUnderAForeignName() throws IOException {
    Set<String> classes = entries().stream().filter(e -> e.endsWith(".class")).collect(toSet());

    assertThat(classes)
        .contains("dev/fulgurite/exporter/EventSpanProcessor.class", "org/sqlite/JDBC.class")
        .anyMatch(name -> name.startsWith("dev/fulgurite/extension/shaded/com/fasterxml/jackson/"))
        .allMatch(name -> name.matches("(dev/fulgurite|org/sqlite|com/github/luben/zstd)/.*"));
  }

  @Test
  void jar_registersOneCustomizerAndTheStores() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
        .containsExactlyInAnyOrder(
            "META-INF/services/dev.fulgurite.exporter.store.StoreProvider",
            "META-INF/services/io.opentelemetry.sdk.autoconfigure.spi"
                + ".AutoConfigurationCustomizerProvider");
    assertThat(entries()).contains("META-INF/LICENSE", "META-INF/NOTICE");
  }

  private static Set<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Child.EXTENSION.toFile())) {
      return jar.stream().map(ZipEntry::getName).collect(toSet());
    }
  }
}
