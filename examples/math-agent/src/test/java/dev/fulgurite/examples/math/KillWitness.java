package dev.fulgurite.examples.math;

import dev.fulgurite.api.Emitter;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import java.io.Flushable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/**
 * A program to be killed: it runs the agent, and from its first answer on emits messages of its own
 * beside it. A line {@code ACK <trace id> <span id>} on stdout says that this message was emitted
 * and that a flush after it succeeded, so its span must be in the store whatever happens next.
 */
public final class KillWitness {
  private static final int MESSAGES_PER_FLUSH = 5;

  private KillWitness() {}

  /** Takes the arguments of {@link Main}; ends with it. */
  public static void main(String[] args) throws IOException, InterruptedException {
    CountDownLatch firstAnswer = new CountDownLatch(1);
    Thread agent = new Thread(() -> solve(args, firstAnswer), "math-agent");
    agent.start();
    firstAnswer.await();
    for (int round = 0; agent.isAlive(); round++) {
      List<SpanContext> emitted = emit(round);
      spans().flush();
      acknowledge(emitted);
    }
  }

  private static List<SpanContext> emit(int round) {
    List<SpanContext> emitted = new ArrayList<>();
    for (int i = 0; i < MESSAGES_PER_FLUSH; i++) {
      emitted.add(Emitter.global().message("witness " + round + "." + i));
    }
    return emitted;
  }

  /** Asked for after an emit: before the first one the agent may not have started anything. */
  private static Flushable spans() {
    if (GlobalOpenTelemetry.get().getTracerProvider() instanceof Flushable spans) {
      return spans;
    }
    throw new IllegalStateException("nothing to flush: run it under -javaagent");
  }

  private static void acknowledge(List<SpanContext> emitted) {
    StringBuilder lines = new StringBuilder();
    for (SpanContext span : emitted) {
      if (span.isValid()) {
        lines.append("ACK ").append(span.getTraceId()).append(' ').append(span.getSpanId());
        lines.append('\n');
      }
    }
    // Progress marks of the agent may stand before it: start on a line of its own.
    System.out.print("\n" + lines);
    System.out.flush();
  }

  private static void solve(String[] args, CountDownLatch firstAnswer) {
    try {
      new Main(System.getenv(), new WatchedOut(firstAnswer), System.err).run(args);
    } catch (IOException | InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      firstAnswer.countDown();
    }
  }

  /** The agent flushes each mark that it makes for an answer, and nothing else. */
  private static final class WatchedOut extends PrintStream {
    private final CountDownLatch firstFlush;

    WatchedOut(CountDownLatch firstFlush) {
      super(System.out, false, StandardCharsets.UTF_8);
      this.firstFlush = firstFlush;
    }

    @Override
    public void flush() {
      super.flush();
      firstFlush.countDown();
    }
  }
}
