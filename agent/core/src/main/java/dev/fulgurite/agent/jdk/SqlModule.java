package dev.fulgurite.agent.jdk;

import java.lang.instrument.Instrumentation;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Set;

/**
 * Gives the store {@code java.sql} where the application is a named module that does not require
 * it: the JVM then leaves it out, and an agent has no {@code --add-modules} of its own.
 */
public final class SqlModule {
  private static final String SQL = "java.sql";

  /** Where there is none to give, the store says so when it opens. */
  public static void load(Instrumentation instrumentation) {
    boolean there = ModuleLayer.boot().findModule(SQL).isPresent();
    if (there || ModuleFinder.ofSystem().find(SQL).isEmpty()) {
      return;
    }
    try {
      load(instrumentation, "jdk.internal.module");
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return;
    }
  }

  /** As the JDK itself does when it starts its management agent in a running program. */
  private static void load(Instrumentation instrumentation, String internal)
      throws ClassNotFoundException,
          NoSuchMethodException,
          IllegalAccessException,
          InvocationTargetException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(internal, Set.of(SqlModule.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    Class.forName(internal + ".Modules").getMethod("loadModule", String.class).invoke(null, SQL);
  }

  private SqlModule() {}
}
