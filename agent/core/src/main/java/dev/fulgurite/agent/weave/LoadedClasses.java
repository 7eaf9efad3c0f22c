package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.log.Console;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What was loaded before the agent wanted to weave it: next to nothing at the start of a program,
 * all of it where the agent is attached to one that runs.
 */
record LoadedClasses(
    Instrumentation instrumentation, Predicate<Class<?>> application, WeaveLog log) {
  /**
   * Shows the transformer those classes again whose class files have something of {@code wanted}.
   */
  void weave(Candidates wanted) {
    retransform(
        Arrays.stream(instrumentation.getAllLoadedClasses())
            .filter(type -> application.test(type))
            .filter(instrumentation::isModifiableClass)
            .filter(type -> isCandidate(type, wanted))
            .toArray(Class<?>[]::new));
  }

  private boolean isCandidate(Class<?> type, Candidates wanted) {
    try {
      String name = type.getName().replace('.', '/');
      ClassLoader loader = type.getClassLoader();
      ClassFile file = ClassFile.find(name, loader);
      if (file == null) {
        return false;
      }
      Candidates.Plan plan = wanted.plan(new Candidates.Seen(name, file, loader));
      for (Placement placement : plan.missing()) {
        log.missing(placement, type.getName(), type.getProtectionDomain());
      }
      return !plan.isEmpty();
    } catch (Throwable t) {
      Console.failure("looking at a class that was loaded before", t);
      return false;
    }
  }

  /** Together, since each time stops the program for a moment; one by one where one refuses. */
  private void retransform(Class<?>... types) {
    try {
      if (types.length > 0) {
        instrumentation.retransformClasses(types);
      }
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      if (types.length == 1) {
        Console.failure("weaving " + types[0].getName() + ", which was loaded before", e);
        return;
      }
      for (Class<?> type : types) {
        retransform(type);
      }
    }
  }
}
