package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.log.Console;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks at each class that is loaded, and weaves the few that have something to weave. */
public final class Transformer implements ClassFileTransformer {
  /** The first constant of an annotated method, before its name and what it asks for. */
  public static final String ANNOTATED = "annotated";

  private static final String[] OTHER_AGENTS = {
    path("io", "opentelemetry", "javaagent"),
    "datadog/",
    "com/dynatrace/",
    "com/newrelic/",
    "co/elastic/apm/",
    "org/apache/skywalking/apm/agent/"
  };

  private static final String[] IGNORED = {
    "java/",
    "javax/",
    "jdk/",
    "sun/",
    "com/sun/",
    "dev/fulgurite/agent/",
    path("net", "bytebuddy"),
    "org/groovy/",
    "clojure/"
  };

  private final Instrumentation instrumentation;
  private final Candidates candidates;
  private final Predicate<ClassLoader> ignored;
  private String factory = "";
  private WeaveLog log = new Unheard();
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
    loaded().weave(candidates);
  }

  /** The same, and {@code listener} is told of it. */
  public void install(SiteFactory sites, WeaveLog listener) {
    log = listener;
    install(sites);
  }

  /** Weaves {@code placements} too, into classes that are there as well. */
  public void add(List<Placement> placements) {
    candidates.add(placements);
    loaded().weave(new Candidates(placements, false));
  }

  private LoadedClasses loaded() {
    return new LoadedClasses(instrumentation, this::isApplication, log);
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
    if (!candidates.mayConcern(className)) {
      return null;
    }
    try {
      ClassFile file = ClassFile.read(bytes);
      return file == null
          ? null
          : weave(new Candidates.Seen(className, file, loader), bytes, domain);
    } catch (Throwable t) {
      Console.failure("weaving " + className.replace('/', '.'), t);
      return null;
    }
  }

  private byte @Nullable [] weave(
      Candidates.Seen seen, byte[] bytes, @Nullable ProtectionDomain domain)
      throws ReflectiveOperationException, IOException {
    Candidates.Plan plan = candidates.plan(seen);
    boolean nothing = plan.isEmpty() && plan.missing().isEmpty();
    if (nothing || isOtherAgents(seen.loader())) {
      return null;
    }
    String name = seen.name().replace('/', '.');
    for (Placement placement : plan.missing()) {
      log.missing(placement, name, domain);
    }
    Weaver ready = plan.isEmpty() ? null : weaver();
    if (ready == null) {
      return null;
    }
    byte[] woven = ready.weave(name, bytes, seen.loader(), plan);
    if (woven != null && plan.annotated()) {
      log.annotated(name);
    }
    for (Placement placement : plan.placements()) {
      log.woven(placement, name);
    }
    return woven;
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
    return begins(loader.getClass().getName().replace('.', '/'), OTHER_AGENTS);
  }

  /** Relocation rewrites every literal that begins like a package of the agent's own copies. */
  private static String path(String... packages) {
    return String.join("/", packages) + '/';
  }

  private static boolean isIgnored(String className) {
    return begins(className, IGNORED) || begins(className, OTHER_AGENTS);
  }

  private static boolean begins(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Until somebody listens. */
  private static final class Unheard implements WeaveLog {
    @Override
    public void woven(Placement placement, String className) {}

    @Override
    public void annotated(String className) {}

    @Override
    public void missing(Placement placement, String className, @Nullable ProtectionDomain domain) {}
  }
}
