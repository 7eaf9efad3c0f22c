package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runtimes that lack what SQLite needs: one line on our side, none on standard error. */
class SqliteRuntimeIT {
  private static final String WITHOUT_SLF4J = ChildJvm.classPath(entry -> !entry.contains("slf4j"));

  @TempDir Path folder;

  private List<String> open(String... options) throws Exception {
    String url = "sqlite:" + folder.resolve("store.db");
    try (ChildJvm child = ChildJvm.start(OpenProgram.class, List.of(options), url)) {
      List<String> lines = child.readToEnd();
      assertThat(child.errors()).isEmpty();
      assertThat(child.exitCode()).isZero();
      return lines;
    }
  }

  @Test
  void open_saysNothing_whenAllIsWell() throws Exception {
    assertThat(open("-cp", WITHOUT_SLF4J)).containsExactly("stored 1");
  }

  @Test
  void open_startsNoProcessAndLeavesNoFile_onACommonMachine() throws Exception {
    String resource =
        NativeCopy.resource(System.getProperty("os.name"), System.getProperty("os.arch"));
    assumeTrue(resource != null, "this machine is left to the driver");
    Path temp = Files.createDirectory(folder.resolve("temp"));
    Path loaded = folder.resolve("loaded.txt");

    assertThat(
            open(
                "-Djava.io.tmpdir=" + temp,
                "-Xlog:class+load:file=" + loaded,
                "-cp",
                WITHOUT_SLF4J))
        .containsExactly("stored 1");
    assertThat(TestStores.list(temp)).isEmpty();
    assertThat(Files.readString(loaded))
        .contains("org.sqlite.core.NativeDB")
        .doesNotContain("java.lang.ProcessBuilder", "org.sqlite.util.OSInfo");
  }

  @Test
  void open_usesTheStoresFolder_whenTheTempFolderCannotHoldTheLibrary() throws Exception {
    Path noFolder = Files.writeString(folder.resolve("file"), "x");

    assertThat(open("-cp", WITHOUT_SLF4J, "-Dorg.sqlite.tmpdir=" + noFolder))
        .containsExactly("stored 1");
    assertThat(TestStores.list(folder)).as("left behind").containsExactly("file", "store.db");
  }

  @Test
  void open_refusesNamingTheRemedy_whenThereIsNoLibraryForTheMachine() throws Exception {
    assertThat(open("-cp", WITHOUT_SLF4J, "-Dos.arch=pdp11"))
        .singleElement()
        .asString()
        .contains("native library does not load")
        .contains("pdp11")
        .contains("-Dorg.sqlite.tmpdir=FOLDER");
  }

  @Test
  void open_refusesNamingTheModule_whenTheRuntimeHasNoSql() throws Exception {
    assertThat(open("--limit-modules", "java.logging,jdk.unsupported"))
        .singleElement()
        .asString()
        .contains("store.db")
        .contains("jlink --add-modules java.sql");
    assertThat(TestStores.list(folder)).isEmpty();
  }

  @Test
  void open_refusesNamingTheDriver_whenItIsNotOnTheClassPath() throws Exception {
    assertThat(open("-cp", ChildJvm.classPath(entry -> !entry.contains("sqlite-jdbc"))))
        .singleElement()
        .asString()
        .contains("put sqlite-jdbc on the class path");
  }
}
