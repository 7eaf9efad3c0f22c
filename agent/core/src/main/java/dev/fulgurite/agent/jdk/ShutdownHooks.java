package dev.fulgurite.agent.jdk;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The program's own shutdown hooks, which may still work, and record, while ours runs. */
public final class ShutdownHooks {
  private final Set<?> threads;

  private ShutdownHooks(Set<?> threads) {
    this.threads = threads;
  }

  /** Asked before the JVM stops; knows none where the JDK refuses. Also sees later ones. */
  public static ShutdownHooks find() {
    try {
      Class<?> type = Class.forName("java.lang.ApplicationShutdownHooks");
      Field field = type.getDeclaredField("hooks");
      field.setAccessible(true);
      // The field is cleared when the hooks start; the map stays, and changes no more.
      return new ShutdownHooks(field.get(null) instanceof Map<?, ?> map ? map.keySet() : Set.of());
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new ShutdownHooks(Set.of());
    }
  }

  /** Called by a hook: waits for all others, which the JVM does too, until {@code nanoTime}. */
  public void await(long nanoTime) throws InterruptedException {
    for (Object hook : threads) {
      if (hook instanceof Thread thread && thread != Thread.currentThread()) {
        // The JVM starts them one by one, and ours need not be the last.
        while (thread.getState() == Thread.State.NEW && millisUntil(nanoTime) > 0) {
          LockSupport.parkNanos(1_000_000);
        }
        thread.join(Math.max(1, millisUntil(nanoTime)));
      }
    }
  }

  private static long millisUntil(long nanoTime) {
    return (nanoTime - System.nanoTime()) / 1_000_000;
  }
}
