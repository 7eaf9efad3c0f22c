package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PrivateFilesTest {
  @TempDir Path folder;

  @Test
  void createFile_makesOneForItsOwnerAlone_whereThereIsNoneOrAnEmptyOne() throws IOException {
    Path missing = folder.resolve("missing");
    Path empty = openToAll("empty", "");

    PrivateFiles.createFile(missing);
    PrivateFiles.createFile(empty);

    assertThat(modes(missing)).isEqualTo("rw-------");
    assertThat(modes(empty)).isEqualTo("rw-------");
  }

  @Test
  void createFile_leavesAFileAlone_thatHoldsSomething() throws IOException {
    Path full = openToAll("full", "text");

    PrivateFiles.createFile(full);

    assertThat(modes(full)).isEqualTo("rw-r--r--");
    assertThat(full).hasContent("text");
  }

  private Path openToAll(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }

  private static String modes(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
