package dev.fulgurite.exporter;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.util.List;
import java.util.Random;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;

/** Faults that are planted into the exporter's own classes; each strikes now and then. */
enum Defect {
  /** An emitter that waits for room is not woken. */
  LOST_WAKE_UP_OF_AN_EMITTER("Waiters", "wake", Skipped.class),
  /** The worker is not woken. */
  LOST_WAKE_UP_OF_THE_WORKER("BatchWorker", "wake", Skipped.class),
  /** A batch is counted as delivered, and once more. */
  DOUBLE_COUNT("DeliveryLedger", "deliver", CountedAgain.class),
  /** Room in the queue is not given back. */
  LEAKED_RESERVATION("QueueLoad", "release", Skipped.class),
  /** A span leaves the queue twice. */
  HANDED_OUT_TWICE("SpanQueue", "poll", HandedOutAgain.class),
  /** A span leaves the queue for nowhere. */
  LOST("SpanQueue", "poll", Forgotten.class);

  private static final Random RANDOM = new Random(1);

  final String className;
  private final String method;
  private final Class<?> advice;

  Defect(String simpleName, String method, Class<?> advice) {
    this.className = Defect.class.getPackageName() + "." + simpleName;
    this.method = method;
    this.advice = advice;
  }

  AsmVisitorWrapper visitor() {
    return Advice.to(advice).on(named(method));
  }

  static boolean strikes() {
    return RANDOM.nextInt(8) == 0;
  }

  private static final class Skipped {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean skip() {
      return strikes();
    }
  }

  private static final class CountedAgain {
    @Advice.OnMethodExit
    static void again(
        @Advice.FieldValue("delivered") KindCounts delivered,
        @Advice.Argument(0) List<QueuedSpan> spans) {
      if (strikes()) {
        delivered.add(spans.get(0).kind());
      }
    }
  }

  private static final class HandedOutAgain {
    @Advice.OnMethodExit
    static void again(@Advice.Return List<QueuedSpan> batch) {
      if (strikes() && !batch.isEmpty()) {
        batch.add(batch.get(0));
      }
    }
  }

  private static final class Forgotten {
    @Advice.OnMethodExit
    static void again(@Advice.Return List<QueuedSpan> batch) {
      if (strikes() && batch.size() > 1) {
        batch.remove(0);
      }
    }
  }
}
