package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.log.Console;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at each class that is loaded, and weaves the few that have something to weave. */
public final class Transformer implements ClassFileTransformer {
  /** The first constant of an annotated method, before its name and what it asks for. */
  public static final String ANNOTATED = "annotated";

  private static final String[] IGNORED = {
    "java/",
    "javax/",
    "jdk/",
    "sun/",
    "com/sun/",
    "dev/fulgurite/agent/",
    "net/bytebuddy/",
    "io/opentelemetry/javaagent/",
    "datadog/",
    "com/dynatrace/",
    "com/newrelic/",
    "co/elastic/apm/",
    "org/apache/skywalking/apm/agent/",
    "org/groovy/",
    "clojure/"
  };

  private final Instrumentation instrumentation;
  private final Candidates candidates;
  private final Predicate<ClassLoader> ignored;
  private String factory = "";
  private @Nullable Weaver weaver;
  private boolean broken;

  /**
   * @param annotated whether methods with our annotations are woven
   * @param ignored loaders whose classes are never the application's
   */
  public Transformer(
      Instrumentation instrumentation,
      List<Placement> placements,
      boolean annotated,
      Predicate<ClassLoader> ignored) {
    this.instrumentation = instrumentation;
    this.candidates = new Candidates(placements, annotated);
    this.ignored = ignored;
  }

  /** From now on classes are woven, and their sites made by {@code sites}. */
  public void install(SiteFactory sites) {
    factory = Links.register(sites);
    instrumentation.addTransformer(this, true);
    weaveLoaded();
  }

  /** What is there already: next to nothing at the start of a program. */
  private void weaveLoaded() {
    Class<?>[] loaded =
        Arrays.stream(instrumentation.getAllLoadedClasses())
            .filter(this::isApplication)
            .filter(instrumentation::isModifiableClass)
            .toArray(Class<?>[]::new);
    try {
      if (loaded.length > 0) {
        instrumentation.retransformClasses(loaded);
      }
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      Console.failure("weaving the classes that were loaded before", e);
    }
  }

  private boolean isApplication(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader != null && !ignored.test(loader) && !isIgnored(type.getName().replace('.', '/'));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable Module module,
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (loader == null || className == null || isIgnored(className) || ignored.test(loader)) {
      return null;
    }
    try {
      ClassFile file = ClassFile.read(bytes);
      Candidates.Plan plan = file == null ? null : candidates.plan(className, file, loader);
      return plan == null || plan.isEmpty() || isOtherAgents(loader)
          ? null
          : weave(className, bytes, loader, plan);
    } catch (Throwable t) {
      Console.failure("weaving " + className.replace('/', '.'), t);
      return null;
    }
  }

  private byte @Nullable [] weave(
      String className, byte[] bytes, ClassLoader loader, Candidates.Plan plan)
      throws ReflectiveOperationException, IOException {
    Weaver ready = weaver();
    return ready == null ? null : ready.weave(className.replace('/', '.'), bytes, loader, plan);
  }

  private synchronized @Nullable Weaver weaver() throws ReflectiveOperationException, IOException {
    if (weaver == null && !broken) {
      // Stays true if the next line throws: one failure is told, not one per class.
      broken = true;
      weaver = new Weaver(instrumentation, factory);
      broken = false;
    }
    return weaver;
  }

  /** Another agent's loader holds an SDK that is not the application's. */
  private static boolean isOtherAgents(ClassLoader loader) {
    return isIgnored(loader.getClass().getName().replace('.', '/'));
  }

  private static boolean isIgnored(String className) {
    for (String prefix : IGNORED) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
