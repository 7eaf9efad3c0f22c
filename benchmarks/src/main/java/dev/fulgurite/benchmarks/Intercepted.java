package dev.fulgurite.benchmarks;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Arrays;

/**
 * Calls a method that the agent watches, and one that opens the same span by hand, in turn; prints
 * the nanoseconds that a call takes, of the fastest quarter of the rounds.
 */
public final class Intercepted {
  private static final int ROUNDS = 60;
  private static final int CALLS = 5_000;
  private static final Tracer TRACER = GlobalOpenTelemetry.get().getTracer("fulgurite");

  private static long sum;

  private Intercepted() {}

  public static void main(String[] arguments) {
    double[] watched = new double[ROUNDS];
    double[] byHand = new double[ROUNDS];
    for (int round = -ROUNDS; round < ROUNDS; round++) {
      double one = perCall(() -> watched(1));
      double other = perCall(() -> byHand(1));
      if (round >= 0) {
        watched[round] = one;
        byHand[round] = other;
      }
    }
    System.out.println("watched " + fast(watched) + " by-hand " + fast(byHand) + " " + sum);
  }

  static void watched(int n) {
    sum += n;
  }

  static void byHand(int n) {
    Span span =
        TRACER
            .spanBuilder("agentlightning.operation")
            .setAttribute("agentlightning.operation.name", "Intercepted.byHand")
            .setAttribute("code.function.name", "dev.fulgurite.benchmarks.Intercepted.byHand")
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      sum += n + (scope == null ? 1 : 0);
    } finally {
      span.end();
    }
  }

  private static double perCall(Runnable call) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (double) (System.nanoTime() - start) / CALLS;
  }

  private static double fast(double[] rounds) {
    Arrays.sort(rounds);
    return rounds[rounds.length / 4];
  }
}
