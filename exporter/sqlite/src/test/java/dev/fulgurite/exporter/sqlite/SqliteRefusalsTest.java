package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is said in one line that names the file and the remedy. */
class SqliteRefusalsTest {
  @TempDir Path folder;

  @Test
  void open_refuses_whenThePathIsMissingOrADirectory() {
    refusal(() -> openAt("")).hasMessageContaining("write sqlite:PATH");
    refusal(() -> openAt("a\0b")).hasMessageContaining("no path");
    refusal(() -> TestStores.open(folder))
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("is a directory: name a file");
    refusal(() -> TestStores.openForReading(folder)).hasMessageContaining("is a directory");
  }

  @Test
  void open_refuses_whenTheFolderCannotBeMade() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "x");

    refusal(() -> TestStores.open(file.resolve("store.db")))
        .hasMessageContaining("cannot be created")
        .hasMessageContaining("fulgurite.store=sqlite:PATH");
    assertThat(file).hasContent("x");
  }

  @Test
  void open_refuses_whenTheFolderTakesNoFiles() {
    Path proc = Path.of("/proc/self");
    assumeTrue(Files.isDirectory(proc), "needs /proc, whose folders not even root writes to");

    refusal(() -> TestStores.open(proc.resolve("store.db")))
        .hasMessageContaining("/proc/self/store.db cannot be created");
  }

  @Test
  void open_refuses_whenTheFileIsReadOnly() throws Exception {
    assumeTrue(!"root".equals(System.getProperty("user.name")), "root writes read-only files");
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    Files.setPosixFilePermissions(path, Set.of());

    refusal(() -> TestStores.open(path)).hasMessageContaining("check the permissions");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 99, 512, 5_000, 100_000})
  void open_refusesAndChangesNothing_whenTheFileIsGarbage(int size) throws Exception {
    byte[] garbage = new byte[size];
    new Random(size).nextBytes(garbage);
    Path path = Files.write(folder.resolve("garbage.db"), garbage);

    refusal(() -> TestStores.open(path))
        .hasMessageContaining(path.toString())
        .hasMessageContaining("damaged or no SQLite file")
        .hasMessageContaining("move it away");
    refusal(() -> TestStores.openForReading(path)).hasMessageContaining("damaged");
    assertThat(path).hasBinaryContent(garbage);
    assertThat(TestStores.list(folder)).containsExactly("garbage.db");
  }

  @Test
  void open_refusesAndChangesNothing_whenTheDatabaseIsAnothers() throws Exception {
    Path path = folder.resolve("other.db");
    TestStores.sql(path, "CREATE TABLE theirs (x)");
    byte[] before = Files.readAllBytes(path);

    refusal(() -> TestStores.open(path)).hasMessageContaining("of another program");
    refusal(() -> TestStores.openForReading(path)).hasMessageContaining("of another program");
    assertThat(path).hasBinaryContent(before);
  }

  @Test
  void open_refusesAndChangesNothing_whenTheSchemaIsNewer() throws Exception {
    Path path = folder.resolve("store.db");
    TestStores.create(path);
    TestStores.sql(path, "PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(path);

    refusal(() -> TestStores.open(path))
        .hasMessageContaining(path.toString())
        .hasMessageContaining("schema version 99")
        .hasMessageContaining("knows " + Schema.CURRENT.version())
        .hasMessageContaining("use a newer Fulgurite");
    refusal(() -> TestStores.openForReading(path)).hasMessageContaining("schema version 99");
    assertThat(path).hasBinaryContent(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "NFS"})
  void open_refuses_whenTheFileSystemIsRemote(String type) {
    SqliteSettings remote = SqliteSettings.DEFAULTS.withFileSystemType(path -> type);
    Path path = folder.resolve("a/b/store.db");

    refusal(() -> TestStores.open(path, remote))
        .hasMessageContaining("network file system")
        .hasMessageContaining("local disk");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void open_asksForTheFileSystemOfTheNearestFolder() {
    List<Path> asked = new CopyOnWriteArrayList<>();
    SqliteSettings settings =
        SqliteSettings.DEFAULTS.withFileSystemType(
            path -> {
              asked.add(path);
              return "ext4";
            });

    TestStores.open(folder.resolve("a/b/store.db"), settings).close();

    assertThat(asked.get(0)).isEqualTo(folder);
  }

  @Test
  void openForReading_refusesAndCreatesNothing_whenThereIsNoStore() {
    refusal(() -> TestStores.openForReading(folder.resolve("home/store.db")))
        .hasMessageContaining("does not exist")
        .hasMessageContaining("run a program with the agent");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void openForReading_refusesAndChangesNothing_whenTheFileIsEmpty() throws Exception {
    Path path = Files.createFile(folder.resolve("store.db"));

    refusal(() -> TestStores.openForReading(path)).hasMessageContaining("is empty");
    assertThat(path).isEmptyFile();
    assertThat(TestStores.list(folder)).containsExactly("store.db");
  }

  @Test
  void append_refuses_whenOpenedForReading() {
    Path path = folder.resolve("store.db");
    TestStores.create(path);

    try (SpanStore store = TestStores.openForReading(path)) {
      refusal(() -> store.append(TestStores.spans(2, 1), null))
          .hasMessageContaining("opened for reading");
    }
  }

  @Test
  void append_failsAndRecovers_whenAnotherProcessHoldsTheLock() throws Exception {
    SqliteSettings hasty = SqliteSettings.DEFAULTS.withBusyTimeout(Duration.ofMillis(30));
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path, hasty);
        SqlSession other = Connections.forWriting(StoreFile.at(path.toString()), hasty)) {
      other.run("BEGIN IMMEDIATE");

      refusal(() -> store.append(TestStores.spans(1, 3), null))
          .hasMessageContaining("locked by another process for longer than 30 ms");
      assertThat(TestStores.count(store)).isZero();

      other.run("COMMIT");
      assertThat(store.append(TestStores.spans(1, 3), null)).isEqualTo(3);
    }
  }

  @Test
  void append_keepsNothingAndTheStoreGoesOn_whenTheDiskIsFull() {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path, SqliteSettings.DEFAULTS.withMaxPages(80))) {
      store.append(TestStores.spans(1, 10), null);

      refusal(() -> store.append(TestStores.spans(11, 10_000), null))
          .hasMessageContaining("disk is full: free some space");

      assertThat(TestStores.count(store)).isEqualTo(10);
      assertThat(store.append(TestStores.spans(11, 10), null)).isEqualTo(10);
      assertThat(store.check()).isEmpty();
    }
  }

  @Test
  void read_fails_whenAPageIsTorn() throws Exception {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      store.append(TestStores.spans(1, 5_000), null);
    }
    byte[] bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0xAA);
    Files.write(path, bytes);

    try (SpanStore store = TestStores.openForReading(path)) {
      refusal(() -> TestStores.count(store)).hasMessageContaining("damaged");
      assertThat(store.check()).isNotEmpty();
    }
  }

  private static AbstractThrowableAssert<?, ?> refusal(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(StoreException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  /** Opens by the location alone, as a URL would. */
  private static SpanStore openAt(String location) {
    return new SqliteStoreProvider().open(location, StoreOptions.defaults());
  }
}
