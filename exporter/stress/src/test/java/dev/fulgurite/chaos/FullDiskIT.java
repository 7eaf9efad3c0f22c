package dev.fulgurite.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.store.SpanStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No room is left under the store: a small file system of its own where this user may mount one,
 * else a limit on the size of files.
 */
class FullDiskIT {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int BLOCKS = 4096;

  @TempDir private Path folder;

  private final Map<String, String> said = new ConcurrentHashMap<>();
  private final Set<String> emitted = ConcurrentHashMap.newKeySet();

  @Test
  void fullDisk_countsAsFailed_andDamagesNothing() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path file = disk.resolve("store.db");
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString());
    try (Child child = mounted ? onSmallDisk(file) : underLimit(file)) {
      await().atMost(PATIENCE).until(() -> said.containsKey("FULL") || !child.isAlive());
      if (mounted) {
        assertThat(run("mount", "-o", "remount,size=64m", disk.toString())).isTrue();
      }
      child.say(mounted ? "more" : "end");
      assertThat(child.awaitEnd()).isZero();
      System.out.printf(
          "disk full (%s): emitted %d, %s%n",
          mounted ? "a tmpfs of 3 MB, then of 64" : "injected: ulimit -f", emitted.size(), said);
      assertThat(said.get("FULL")).isNotEqualTo("{}");
      assertThat(said.get("ACCOUNTED")).isEqualTo(String.valueOf(emitted.size()));
      assertThat(said.getOrDefault("MORE", "20"))
          .as("delivered once there is room")
          .isEqualTo("20");
      try (SpanStore store = StoreFiles.open(file)) {
        assertThat(store.check()).isEmpty();
        Set<String> stored = StoreFiles.ids(store);
        assertThat(emitted).containsAll(stored);
        assertThat(said.get("DELIVERED")).isEqualTo(String.valueOf(stored.size()));
      }
    } finally {
      if (mounted) {
        assertThat(run("umount", disk.toString())).isTrue();
      }
    }
  }

  private Child onSmallDisk(Path file) throws IOException {
    return Child.start(
        java.util.List.of("-Xmx128m"), this::hear, FillProgram.class, file.toString());
  }

  private Child underLimit(Path file) throws IOException {
    return Child.startLimited(BLOCKS, this::hear, FillProgram.class, file.toString());
  }

  private void hear(String line) {
    String[] words = line.split(" ", 2);
    if (words[0].equals("E")) {
      emitted.add(words[1]);
    } else {
      said.put(words[0], words[1]);
    }
  }

  /** Returns whether it could. */
  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }
}
