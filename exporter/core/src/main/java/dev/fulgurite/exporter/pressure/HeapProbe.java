package dev.fulgurite.exporter.pressure;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the last collection left, of the largest heap. Before it, garbage would count too. */
final class HeapProbe implements DoubleSupplier {
  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final Set<String> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toUnmodifiableSet());

  /** Pauses of concurrent collectors end before anything is collected. */
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
          .filter(collector -> !collector.getName().contains("Pauses"))
          .toList();

  @Override
  public double getAsDouble() {
    long max = memory.getHeapMemoryUsage().getMax();
    GcInfo last = last();
    if (max <= 0 || last == null) {
      return Double.NaN;
    }
    long used =
        last.getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> pools.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum();
    return (double) used / max;
  }

  private @Nullable GcInfo last() {
    GcInfo last = null;
    for (GarbageCollectorMXBean collector : collectors) {
      GcInfo info = collector.getLastGcInfo();
      if (info != null && (last == null || info.getEndTime() > last.getEndTime())) {
        last = info;
      }
    }
    return last;
  }
}
