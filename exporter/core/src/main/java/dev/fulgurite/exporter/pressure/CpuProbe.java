package dev.fulgurite.exporter.pressure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.DoubleSupplier;

/**
 * The processor time of this process since the last look. The JVM's own figure is shared by all who
 * ask, so that each would spoil the other's stretch of time.
 */
final class CpuProbe implements DoubleSupplier {
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long usedNanos = system.getProcessCpuTime();
  private long atNanos = System.nanoTime();

  @Override
  public double getAsDouble() {
    long used = system.getProcessCpuTime();
    long now = System.nanoTime();
    double available = (double) (now - atNanos) * system.getAvailableProcessors();
    double load =
        used < 0 || available <= 0 ? Double.NaN : Math.min(1, (used - usedNanos) / available);
    usedNanos = used;
    atNanos = now;
    return load;
  }
}
