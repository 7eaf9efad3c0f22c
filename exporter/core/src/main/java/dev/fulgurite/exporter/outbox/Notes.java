package dev.fulgurite.exporter.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Lines for people, about one thing at most one a minute. The forwarder's thread owns it. */
final class Notes {
  private static final long INTERVAL_NANOS = 60_000_000_000L;

  private final Consumer<String> lines;
  private final Map<String, Long> said = new HashMap<>();

  Notes(Consumer<String> lines) {
    this.lines = lines;
  }

  void say(String about, String line) {
    long now = System.nanoTime();
    Long last = said.get(about);
    if (last == null || now - last >= INTERVAL_NANOS) {
      said.put(about, now);
      say(line);
    }
  }

  void say(String line) {
    try {
      lines.accept(line);
    } catch (Throwable broken) {
      // The log is foreign code; there is no one left to tell.
    }
  }
}
