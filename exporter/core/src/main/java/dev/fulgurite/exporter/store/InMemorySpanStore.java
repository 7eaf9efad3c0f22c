package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.LedgerRow;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reference store: on the heap, gone with the process, bounded. When a bound is passed, the
 * session that was silent longest goes first, or of one that is too large its oldest spans; {@link
 * SpanReader#pruned()} counts them. Thread-safe; never blocks on anything but its own lock.
 */
public final class InMemorySpanStore implements SpanStore {
  /** 100,000. */
  public static final long DEFAULT_MAX_SPANS = 100_000;

  /** 256 MiB of heap, about. */
  public static final long DEFAULT_MAX_BYTES = 256L << 20;

  private static final Comparator<LedgerRow> OLDEST_PROCESS_FIRST =
      Comparator.comparingLong(LedgerRow::startedEpochNanos)
          .thenComparing(LedgerRow::processId)
          .thenComparing(LedgerRow::destination);

  private record LedgerKey(String processId, String destination) {}

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final SpanReader reader = new Reader();
  private final Outbox outbox = new InMemoryOutbox(this::writing, this::keepIfAny);
  private final Map<LedgerKey, LedgerRow> ledger = new HashMap<>();
  private @Nullable HeldSpans spans;

  private InMemorySpanStore(Builder builder) {
    this.spans =
        new HeldSpans(
            new HeldBound(builder.maxSpans, builder.maxBytes),
            new HeldBound(builder.maxSessionSpans, builder.maxSessionBytes));
  }

  /** Bounded by {@link #DEFAULT_MAX_SPANS} and {@link #DEFAULT_MAX_BYTES}. */
  public static InMemorySpanStore create() {
    return builder().build();
  }

  /**
   * A store bounded in spans and, about, in bytes; the newest span always stays.
   *
   * @throws IllegalArgumentException when a bound is below 1
   */
  public static InMemorySpanStore create(long maxSpans, long maxBytes) {
    return builder().setMaxSpans(maxSpans).setMaxBytes(maxBytes).build();
  }

  /** Bounded as {@link #create()}, and a session not by itself. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public int append(List<StoredSpan> batch, @Nullable LedgerRow row) {
    List<SpanKey> keys = batch.stream().map(SpanKey::of).toList();
    return writing(
        held -> {
          int added = 0;
          for (int i = 0; i < keys.size(); i++) {
            added += held.add(keys.get(i), batch.get(i)) ? 1 : 0;
          }
          held.prune();
          keepIfAny(row);
          return added;
        });
  }

  @Override
  public void recordLedger(LedgerRow row) {
    writing(
        held -> {
          keep(row);
          return 0;
        });
  }

  private void keepIfAny(@Nullable LedgerRow row) {
    if (row != null) {
      keep(row);
    }
  }

  private void keep(LedgerRow row) {
    ledger.put(new LedgerKey(row.processId(), row.destination()), row);
  }

  @Override
  public SpanReader reader() {
    return reading(held -> reader);
  }

  @Override
  public Optional<Outbox> outbox() {
    return Optional.of(outbox);
  }

  @Override
  public Pruned delete(SpanDeletion deletion) {
    SpanMatcher matcher = SpanMatcher.of(deletion.query());
    return writing(held -> held.delete(matcher::matches));
  }

  @Override
  public List<String> check() {
    return reading(held -> List.of());
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      spans = null;
      ledger.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public String toString() {
    return "InMemorySpanStore";
  }

  private <T> T writing(Function<HeldSpans, T> work) {
    lock.writeLock().lock();
    try {
      return work.apply(open());
    } finally {
      lock.writeLock().unlock();
    }
  }

  private <T> T reading(Function<HeldSpans, T> work) {
    lock.readLock().lock();
    try {
      return work.apply(open());
    } finally {
      lock.readLock().unlock();
    }
  }

  private HeldSpans open() {
    if (spans == null) {
      throw new StoreException("The store memory: is closed: open it again", null);
    }
    return spans;
  }

  private final class Reader implements SpanReader {
    @Override
    public SpanPage spans(SpanQuery query) {
      return reading(held -> held.ordered().page(query));
    }

    @Override
    public String endCursor() {
      return reading(held -> held.end().toString());
    }

    @Override
    public List<SessionSummary> sessions(SpanQuery query) {
      return reading(held -> held.ordered().sessions(query));
    }

    @Override
    public List<TraceSummary> traces(SpanQuery query) {
      return reading(held -> held.ordered().traces(query));
    }

    @Override
    public List<AgentSummary> agents(SpanQuery query) {
      return reading(held -> held.ordered().agents(query));
    }

    @Override
    public List<LedgerRow> ledger() {
      return reading(held -> ledger.values().stream().sorted(OLDEST_PROCESS_FIRST).toList());
    }

    @Override
    public Pruned pruned() {
      return reading(HeldSpans::pruned);
    }
  }

  /** Bounds, in spans and about in bytes of heap; each at least 1. Not thread-safe. */
  public static final class Builder {
    private long maxSpans = DEFAULT_MAX_SPANS;
    private long maxBytes = DEFAULT_MAX_BYTES;
    private long maxSessionSpans = Long.MAX_VALUE;
    private long maxSessionBytes = Long.MAX_VALUE;

    private Builder() {}

    /** Of the whole store: the session that was silent longest goes when there are more. */
    public Builder setMaxSpans(long maxSpans) {
      this.maxSpans = positive("maxSpans", maxSpans);
      return this;
    }

    /** As {@link #setMaxSpans}. */
    public Builder setMaxBytes(long maxBytes) {
      this.maxBytes = positive("maxBytes", maxBytes);
      return this;
    }

    /** Of each session: its oldest spans go when there are more. Unbounded by default. */
    public Builder setMaxSessionSpans(long maxSessionSpans) {
      this.maxSessionSpans = positive("maxSessionSpans", maxSessionSpans);
      return this;
    }

    /** As {@link #setMaxSessionSpans}; the newest span stays, however large. */
    public Builder setMaxSessionBytes(long maxSessionBytes) {
      this.maxSessionBytes = positive("maxSessionBytes", maxSessionBytes);
      return this;
    }

    public InMemorySpanStore build() {
      return new InMemorySpanStore(this);
    }

    private static long positive(String name, long value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, was " + value);
      }
      return value;
    }
  }
}
