package dev.fulgurite.benchmarks;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.live.SessionArchive;
import dev.fulgurite.exporter.live.SessionStream;
import dev.fulgurite.exporter.live.StepKind;
import dev.fulgurite.exporter.live.StepQuery;
import dev.fulgurite.exporter.store.SpanStore;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Steps of a session by kind and time, at {@code -Dbenchmarks.steps} steps in SQLite. */
final class StepQueries {
  private static final int PER_SESSION = 1_000;
  private static final int ASKED = 300;
  private static final int LIMIT = 100;
  private static final double CLAIMED_MILLIS = 100;
  private static final StepKind[] KINDS = {
    StepKind.THINKING, StepKind.TOOL_CALL, StepKind.TOOL_RESULT, StepKind.MESSAGE, StepKind.PROGRESS
  };

  private interface Asking {
    int ask(String session, int n);
  }

  static void run(Table table, int steps) throws Exception {
    run(table, steps, PER_SESSION);
    run(table, steps, steps);
  }

  private static void run(Table table, int steps, int perSession) throws Exception {
    Path folder = Folders.create("step-queries");
    try (SpanStore store = StepStreams.store(folder)) {
      List<String> sessions = fill(store, steps, perSession);
      while (store.reader().unindexed() > 0) {
        Thread.sleep(50);
      }
      String where = "%,d steps in %,d session(s)".formatted(steps, sessions.size());
      ask(table, where, SessionArchive.of(store), sessions);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void ask(Table table, String where, SessionArchive archive, List<String> sessions)
      throws Exception {
    row(
        table,
        "100 steps of a session by kind, " + where,
        sessions,
        (session, n) ->
            archive
                .find(StepQuery.of(session).withKind(KINDS[n % KINDS.length]).withLimit(LIMIT))
                .size());
    row(
        table,
        "the final response of a session, " + where,
        sessions,
        (session, n) ->
            archive.find(StepQuery.of(session).withKind(StepKind.FINAL_RESPONSE)).size());
    if (sessions.size() > 1) {
      row(
          table,
          "summary of a session, " + where,
          sessions,
          (session, n) -> (int) archive.summary(session).orElseThrow().totalSteps());
    }
  }

  private static void row(Table table, String what, List<String> sessions, Asking asking) {
    double[] millis = new double[ASKED];
    for (int i = -50; i < ASKED; i++) {
      long before = System.nanoTime();
      if (asking.ask(sessions.get(Math.floorMod(i, sessions.size())), Math.floorMod(i, 5)) == 0) {
        throw new IllegalStateException(what + " found nothing");
      }
      if (i >= 0) {
        millis[i] = (System.nanoTime() - before) / 1e6;
      }
    }
    Arrays.sort(millis);
    table.row(what + "; median, claimed", "ms", new Medians(millis[ASKED / 2], CLAIMED_MILLIS));
    table.row(what + "; p99, claimed", "ms", new Medians(millis[ASKED * 99 / 100], CLAIMED_MILLIS));
  }

  private static List<String> fill(SpanStore store, int steps, int perSession) {
    List<String> sessions = new ArrayList<>();
    // Not closed: it would close the store, which is to be asked.
    SdkTracerProvider provider = StepStreams.provider(StepStreams.processor(store));
    Emitter emitter =
        Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
    for (int done = 0; done < steps; done += perSession) {
      String session = "session-" + done / perSession;
      sessions.add(session);
      fill(session, emitter, Math.min(perSession, steps - done));
    }
    provider.forceFlush().join(5, TimeUnit.MINUTES);
    Collections.shuffle(sessions, new Random(2026));
    return sessions;
  }

  private static void fill(String session, Emitter emitter, int steps) {
    SessionStream stream =
        SessionStream.builder(session)
            .setEmitter(emitter)
            .setMaxSize(1)
            .setBlockTimeout(Duration.ZERO)
            .build();
    stream.open().close();
    for (int i = 0; i < steps - 2; i++) {
      stream.emit(KINDS[i % KINDS.length], "what comes next, after step " + i + "?", Map.of());
    }
    stream.finalResponse("42");
    stream.complete();
  }

  private StepQueries() {}
}
