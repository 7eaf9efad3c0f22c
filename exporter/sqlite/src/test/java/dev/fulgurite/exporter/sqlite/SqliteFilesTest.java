package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteFilesTest {
  @TempDir Path folder;

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Tag("seed:001.access")
  void open_keepsStrangersOut_whenItCreatesTheFolder() throws Exception {
    Path home = folder.resolve(".fulgurite");

    try (SpanStore store = TestStores.open(home.resolve("fulgurite.db"))) {
      store.append(TestStores.spans(1, 1), null);

      assertThat(permissions(home)).isEqualTo("rwx------");
      for (String name : List.of("fulgurite.db", "fulgurite.db-wal", "fulgurite.db-shm")) {
        assertThat(permissions(home.resolve(name))).as(name).isEqualTo("rw-------");
      }
    }
  }

  @Test
  void open_hidesTheFolderFromGit_whenItCreatesTheFolder() {
    TestStores.create(folder.resolve("new/store.db"));

    assertThat(folder.resolve("new/.gitignore")).hasContent("*");
  }

  @Test
  void open_addsNothingElse_whenTheFolderIsNotOurs() {
    TestStores.create(folder.resolve("store.db"));

    assertThat(TestStores.list(folder)).containsExactly("store.db");
  }

  @Test
  void open_takesAnyFileName() {
    Path path = folder.resolve("per%20cent ?mode=memory #1 ü.db");

    TestStores.create(path);

    assertThat(TestStores.list(folder)).containsExactly(path.getFileName().toString());
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(TestStores.count(store)).isEqualTo(1);
    }
  }

  @Test
  void open_takesAnEmptyFile() throws IOException {
    Path path = Files.createFile(folder.resolve("store.db"));

    TestStores.create(path);

    assertThat(path).isNotEmptyFile();
  }

  @Test
  void open_isFoundByUrl() {
    String url = "sqlite:" + folder.resolve("store.db");
    ClassLoader loader = getClass().getClassLoader();

    try (SpanStore store = SpanStores.open(url, StoreOptions.defaults(), loader)) {
      assertThat(store).hasToString(url);
    }
  }

  @Test
  void open_works_whenManyOpenANewFileAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> added = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        long first = 1 + 10L * i;
        added.add(
            threads.submit(
                () -> {
                  try (SpanStore store = TestStores.open(folder.resolve("a/b/store.db"))) {
                    return store.append(TestStores.spans(first, 10), null);
                  }
                }));
      }
      for (Future<Integer> one : added) {
        assertThat(one.get()).isEqualTo(10);
      }
    } finally {
      threads.shutdownNow();
    }
    try (SpanStore store = TestStores.openForReading(folder.resolve("a/b/store.db"))) {
      assertThat(TestStores.count(store)).isEqualTo(80);
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void append_beginsANewFile_whenSomebodyRemovedIt() throws IOException {
    Path path = folder.resolve("home/store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 1), null);
      for (String name : TestStores.list(path.getParent())) {
        Files.delete(path.resolveSibling(name));
      }
      Files.delete(path.getParent());

      store.append(TestStores.spans(2, 2), null);

      assertThat(TestStores.count(store)).isEqualTo(2);
    }
    try (SpanStore store = TestStores.openForReading(path)) {
      assertThat(TestStores.count(store)).isEqualTo(2);
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
