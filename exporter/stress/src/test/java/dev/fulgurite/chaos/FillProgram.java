package dev.fulgurite.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * Emits until its store refuses something, prints {@code FULL}, and after each line on its input
 * some more. It prints what became of them, and at the end their ids.
 */
final class FillProgram {
  private static final int BATCH = 20;
  private static final int TEXT = 5_000;

  /** {@code path}. */
  public static void main(String[] args) throws IOException {
    StorePipeline pipeline = StoreFiles.pipeline(Path.of(args[0]), Map.of());
    Random random = new Random(1);
    try (Emitting emitting = new Emitting(pipeline)) {
      while (pipeline.ledgers().isEmpty() || StoreFiles.ledger(pipeline).failed() == 0) {
        emitting.emit(BATCH, text(random));
        pipeline.forceFlush().join(60, SECONDS);
      }
      System.out.println("FULL " + StoreFiles.ledger(pipeline).failedByReason());
      if (System.in.read() == 'm') {
        long delivered = StoreFiles.ledger(pipeline).delivered();
        emitting.emit(BATCH, text(random));
        pipeline.forceFlush().join(60, SECONDS);
        System.out.println("MORE " + (StoreFiles.ledger(pipeline).delivered() - delivered));
      }
      emitting.ids.forEach(id -> System.out.println("E " + id));
      LedgerSnapshot end = StoreFiles.ledger(pipeline);
      System.out.printf("DELIVERED %d%n", end.delivered());
      System.out.printf("ACCOUNTED %d%n", end.delivered() + end.failed() + end.dropped());
    }
  }

  /** Not to be compressed much. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < TEXT) {
      text.append(Long.toString(random.nextLong(), 36));
    }
    return text.toString();
  }

  private FillProgram() {}
}
