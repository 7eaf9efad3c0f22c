package dev.fulgurite.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A {@link ReceiverProgram} in a process of its own, which can be killed and started again. */
final class Receiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Ids of accepted spans, over all its lives. */
  final Queue<String> ids = new ConcurrentLinkedQueue<>();

  final AtomicInteger refusals = new AtomicInteger();
  private volatile int port;
  private volatile boolean listening;
  private volatile @Nullable Mood mood;
  private @Nullable Child child;

  /** On the port of its life before, if any. */
  void start() throws IOException {
    listening = false;
    child =
        Child.start(List.of("-Xmx64m"), this::hear, ReceiverProgram.class, String.valueOf(port));
    await().atMost(PATIENCE).until(() -> listening);
  }

  void kill() throws InterruptedException {
    if (child != null) {
      child.kill();
    }
  }

  /** Returns once it is so, and all that it had printed before has been heard. */
  void set(Mood next) {
    if (child != null) {
      mood = null;
      child.say(next.name());
      await().atMost(PATIENCE).until(() -> mood == next);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + port + "/v1/traces";
  }

  private void hear(String line) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "ID" -> ids.add(words[1]);
      case "REFUSED" -> refusals.incrementAndGet();
      case "MOOD" -> mood = Mood.valueOf(words[1]);
      case "PORT" -> {
        port = Integer.parseInt(words[1]);
        listening = true;
      }
      default -> throw new IllegalArgumentException(line);
    }
  }

  @Override
  public void close() {
    if (child != null) {
      child.close();
    }
  }
}
