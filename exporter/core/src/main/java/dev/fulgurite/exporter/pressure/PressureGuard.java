package dev.fulgurite.exporter.pressure;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the process once a second, when asked, and says what to do. A measure is taken back only
 * when its cause is clearly gone, not just below the threshold. Not thread-safe.
 */
public final class PressureGuard {
  private static final long INTERVAL_NANOS = 1_000_000_000;

  /** How far below the threshold memory and processors must be. */
  private static final double HEAP_GAP = 0.1;

  private static final double CPU_GAP = 0.2;

  private final boolean enabled;
  private final Supplier<Probes> source;
  private final Effects effects;
  private final Threshold heap;
  private final Throttle cpu;
  private final Threshold errors;
  private @Nullable Probes probes;
  private @Nullable ErrorRate errorRate;
  private long next;

  /** What to do. Called by {@link #check}. */
  public interface Effects {
    /** Memory is scarce, or is so no more; {@code usage} from 0 to 1. */
    void heap(boolean scarce, double usage);

    /** The rate is to be halved so many times; {@code load} from 0 to 1. */
    void cpu(int halvings, double load);

    /** Too many spans fail, or no more so: {@code failed} of {@code settled} lately. */
    void errors(boolean many, long failed, long settled);
  }

  /** {@code source} is asked at the first look, a second after the first check. */
  public PressureGuard(PressureSettings settings, Supplier<Probes> source, Effects effects) {
    this.enabled = settings.enabled();
    this.source = source;
    this.effects = effects;
    this.heap = new Threshold(settings.heap(), settings.heap() - HEAP_GAP);
    this.cpu = new Throttle(settings.cpu(), settings.cpu() - CPU_GAP);
    this.errors = new Threshold(settings.errorRate(), settings.errorRate() / 2);
  }

  /** Whether {@link #check} would look. Cheap. */
  public boolean isDue(long now) {
    if (enabled && errorRate == null) {
      errorRate = new ErrorRate(now);
      next = now + INTERVAL_NANOS;
    }
    return enabled && next - now <= 0;
  }

  /**
   * Looks, and tells what changes.
   *
   * @param delivered spans, ever
   * @param failed spans, ever
   */
  public void check(long now, long delivered, long failed) {
    if (!isDue(now)) {
      return;
    }
    next = now + INTERVAL_NANOS;
    Probes looks = probes == null ? source.get() : probes;
    probes = looks;
    double usage = looks.heap().getAsDouble();
    if (heap.changes(usage)) {
      effects.heap(heap.isOn(), usage);
    }
    double load = looks.cpu().getAsDouble();
    if (cpu.changes(load)) {
      effects.cpu(cpu.steps(), load);
    }
    ErrorRate rate = errorRate;
    if (rate != null && errors.changes(rate.next(now, delivered, failed))) {
      effects.errors(errors.isOn(), rate.failed(), rate.settled());
    }
  }

  /**
   * Nanoseconds until somebody must ask though no span comes, {@link Long#MAX_VALUE} for never:
   * spans that are sampled out wake nobody, and the rate has to come back.
   */
  public long untilDue(long now) {
    return cpu.steps() == 0 ? Long.MAX_VALUE : next - now;
  }
}
