package dev.fulgurite.cli.doctor;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.Pruned;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether anything arrives in the store. */
final class ContentExamination implements Examination {
  private static final SpanQuery NEWEST =
      SpanQuery.builder().setOrder(SpanQuery.Order.NEWEST_FIRST).setLimit(1).build();

  private final SpanReader reader;
  private final Instant now;

  ContentExamination(SpanReader reader, Instant now) {
    this.reader = reader;
    this.now = now;
  }

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    List<StoredSpan> newest = reader.spans(NEWEST).spans();
    if (newest.isEmpty()) {
      findings.add(
          Finding.warn(
              "spans",
              "the store is empty",
              "call a model, or emit something; 'fulgurite ledger' says what was dropped"));
    } else {
      Instant started = Numbers.instant(newest.get(0).startEpochNanos());
      long age = Math.max(0, Duration.between(started, now).toNanos());
      findings.add(Finding.ok("spans", "the newest began " + Numbers.duration(age) + " ago"));
    }
    Pruned pruned = reader.pruned();
    if (pruned.spans() > 0) {
      findings.add(
          Finding.warn(
              "retention",
              Numbers.counted(pruned.spans(), "span")
                  + " and "
                  + Numbers.counted(pruned.sessions(), "session")
                  + " were removed to keep the size",
              "raise fulgurite.store.max-size"));
    }
    return findings;
  }
}
