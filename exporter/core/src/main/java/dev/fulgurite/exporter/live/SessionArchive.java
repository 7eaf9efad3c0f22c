package dev.fulgurite.exporter.live;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.PrivateFiles;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.SpanDeletion;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps of past and present sessions, as a store has them; the newest may be on their way.
 * Thread-safe; blocks as the store does, and throws what it throws.
 */
public final class SessionArchive {
  private final SpanStore store;

  private SessionArchive(SpanStore store) {
    this.store = requireNonNull(store, "store");
  }

  /** An archive of the steps in {@code store}, which stays its owner's to close. */
  public static SessionArchive of(SpanStore store) {
    return new SessionArchive(store);
  }

  /** The steps that match, in the order in which their spans began, at most the query's limit. */
  public List<Step> find(StepQuery query) {
    return steps(store.reader().spans(query.spans().build()).spans());
  }

  /** Hands {@code consumer} every step that matches, in the same order; the limit is not used. */
  public void forEach(StepQuery query, Consumer<? super Step> consumer) {
    SpanQuery pages = query.withLimit(SpanQuery.DEFAULT_LIMIT).spans().build();
    SpanScan.forEach(store.reader(), pages, span -> StepReader.step(span).ifPresent(consumer));
  }

  private static List<Step> steps(List<StoredSpan> spans) {
    return spans.stream().flatMap(span -> StepReader.step(span).stream()).toList();
  }

  /** Sums up a session; empty where it has no steps. */
  public Optional<StepSummary> summary(String sessionId) {
    StepQuery all = StepQuery.of(sessionId).withLimit(1);
    return store.reader().sessions(all.spans().build()).stream().findFirst().map(this::summary);
  }

  private StepSummary summary(SessionSummary steps) {
    StepQuery one = StepQuery.of(steps.sessionId()).withLimit(1);
    return new StepSummary(
        steps.sessionId(),
        steps.spans(),
        steps.toolCalls(),
        steps.errors(),
        !find(one.withKind(StepKind.FINAL_RESPONSE)).isEmpty(),
        isFinished(one),
        Instant.ofEpochSecond(0, steps.startEpochNanos()),
        Instant.ofEpochSecond(0, steps.endEpochNanos()));
  }

  /** By stream: a step that was emitted before the end may have been recorded after it. */
  private boolean isFinished(StepQuery one) {
    Optional<String> last = newest(one).map(Step::stream);
    return last.isPresent() && last.equals(newest(one.withKind(StepKind.END)).map(Step::stream));
  }

  private Optional<Step> newest(StepQuery one) {
    SpanQuery query = one.spans().setOrder(SpanQuery.Order.NEWEST_FIRST).build();
    return steps(store.reader().spans(query).spans()).stream().findFirst();
  }

  /** The ids of all sessions that have steps, the oldest first. */
  public List<String> sessions() {
    SpanQuery all =
        StepQuery.of("").withLimit(Integer.MAX_VALUE).spans().setSessionId(null).build();
    return store.reader().sessions(all).stream().map(SessionSummary::sessionId).toList();
  }

  /**
   * Writes all spans of a session, steps and others, to a new file that only its owner can read, a
   * line of span JSON each; what reads span JSON gets them back.
   *
   * @return how many
   * @throws java.nio.file.FileAlreadyExistsException where there is such a file
   */
  public long archive(String sessionId, Path file) throws IOException {
    PrivateFiles.createNewFile(file);
    long[] count = new long[1];
    SpanQuery all =
        SpanQuery.builder().setSessionId(requireNonNull(sessionId, "sessionId")).build();
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      SpanScan.forEach(
          store.reader(),
          all,
          span -> {
            write(SpanJson.write(span), lines);
            count[0]++;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return count[0];
  }

  private static void write(String line, BufferedWriter lines) {
    try {
      lines.write(line);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a session for good, steps and all other spans. */
  public void clear(String sessionId) {
    store.delete(SpanDeletion.ofSession(requireNonNull(sessionId, "sessionId")));
  }

  /** Removes every session that has steps; sessions without any stay. */
  public void clear() {
    sessions().forEach(this::clear);
  }
}
