package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our store while an {@link Onlooker} asks it, and what that saw. */
final class WatchedStore implements SpanSink {
  private static double oldestMillis;

  private final Path folder;
  private final OurStore store;

  /** When so many spans had been appended. */
  private final TreeMap<Long, Long> appended = new TreeMap<>();

  private long total;
  private @Nullable Process onlooker;

  WatchedStore(Path folder) {
    this.folder = folder;
    this.store = new OurStore(folder);
  }

  /** How old, at most, the latest span was that was seen: what came after it had been waiting. */
  static double oldestMillis() {
    return oldestMillis;
  }

  @Override
  public void append(List<StoredSpan> spans) throws IOException {
    store.append(spans);
    total += spans.size();
    appended.put(total, System.currentTimeMillis());
    if (onlooker == null) {
      onlooker = start();
    }
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Onlooker.class.getName(),
            "sqlite:" + folder.resolve("spans.db"))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Override
  public void close() throws IOException {
    Process process = onlooker;
    if (process != null) {
      process.getOutputStream().write('\n');
      process.getOutputStream().close();
      String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (process.onExit().join().exitValue() != 0 || seen.isEmpty()) {
        throw new IllegalStateException("the onlooker failed, or saw nothing");
      }
      seen.lines().forEach(this::note);
    }
    store.close();
  }

  private void note(String line) {
    String[] words = line.split(" ", 2);
    var next = appended.higherEntry(Long.parseLong(words[1]));
    if (next != null) {
      double age = Long.parseLong(words[0]) - (double) next.getValue();
      oldestMillis = Math.max(oldestMillis, age);
    }
  }
}
