package dev.fulgurite.exporter.training;

import dev.fulgurite.exporter.store.StoredSpan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who got which reward. Immutable. */
public final class Credit {
  private final Map<SpanId, Double> values;
  private final int unmatched;
  private final long unreadable;

  Credit(Map<SpanId, Double> values, int unmatched, long unreadable) {
    this.values = Map.copyOf(values);
    this.unmatched = unmatched;
    this.unreadable = unreadable;
  }

  /** What {@code call} was credited with; null for nothing. */
  public @Nullable Double of(StoredSpan call) {
    return values.get(SpanId.of(call));
  }

  /** How many rewards with a value found no call. */
  public int unmatchedRewards() {
    return unmatched;
  }

  /** Says what became of rewards that no call was credited with. */
  void remark(ExportReport.Counter counter) {
    counter.remark("rewards found no call", unmatched);
    counter.remark("rewards could not be read: no finite number", unreadable);
  }
}
