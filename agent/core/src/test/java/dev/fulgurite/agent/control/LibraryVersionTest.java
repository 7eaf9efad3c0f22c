package dev.fulgurite.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryVersionTest {
  @TempDir Path folder;

  @Test
  void jarsName_tellsItsVersion_alsoInsideAJar() {
    assertThat(LibraryVersion.of("file:/libs/lib-1.2.jar")).isEqualTo("lib-1.2.jar");
    assertThat(LibraryVersion.of("jar:nested:/app.jar/!BOOT-INF/lib/lib-1.2.jar!/"))
        .isEqualTo("lib-1.2.jar");
  }

  @Test
  void jarWithoutANumber_isAskedForItsManifest() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.IMPLEMENTATION_VERSION, "3.4");
    Path jar = folder.resolve("lib.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();

    // The folder's own name may hold a number.
    assertThat(LibraryVersion.of(jar.toUri().toString())).isEqualTo("lib.jar 3.4");
  }

  @Test
  void foldersAndNothing_haveNone() {
    assertThat(LibraryVersion.of("file:/app/classes/")).isEmpty();
    assertThat(LibraryVersion.of("")).isEmpty();
    assertThat(LibraryVersion.of("file:/gone/lib.jar")).isEqualTo("lib.jar");
  }
}
