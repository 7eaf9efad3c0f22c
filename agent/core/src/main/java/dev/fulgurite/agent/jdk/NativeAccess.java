package dev.fulgurite.agent.jdk;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;

/**
 * Lets the store's native library load without the JDK's four lines of warning, and at all where
 * {@code --enable-native-access} names others. {@code Enable-Native-Access} in an agent's manifest
 * does not count.
 */
public final class NativeAccess {
  /** The first Java that warns. */
  private static final int FIRST = 22;

  /** Where the JDK refuses, its warning appears: nothing else is lost. */
  public static void allow(Instrumentation instrumentation) {
    if (Runtime.version().feature() < FIRST) {
      return;
    }
    try {
      JavaLang.openToAgent(instrumentation);
      // For all unnamed modules: a loader's own unnamed module cannot be told apart here.
      Method allow = Module.class.getDeclaredMethod("implAddEnableNativeAccessToAllUnnamed");
      allow.setAccessible(true);
      allow.invoke(null);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return;
    }
  }

  private NativeAccess() {}
}
