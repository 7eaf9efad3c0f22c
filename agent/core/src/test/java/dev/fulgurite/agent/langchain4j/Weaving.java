package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.site.Placements;
import dev.fulgurite.agent.weave.Advised;
import dev.fulgurite.agent.weave.Placement;
import dev.fulgurite.agent.weave.Transformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;

/**
 * Weaves this JVM as the agent does, with the home that the running test brings. Whether each hook
 * is needed shows {@code -Dfulgurite.test.without=<hook ids>}: tests must fail.
 */
final class Weaving {
  private static final Set<String> WITHOUT =
      Set.of(System.getProperty("fulgurite.test.without", "").split(","));
  private static final List<Hook> HOOKS =
      new LangChain4jHooks()
          .hooks().stream().filter(hook -> !WITHOUT.contains(hook.target().id())).toList();

  private static volatile Home home = new RecordingHome();

  static {
    List<Placement> placements =
        Placements.of(HOOKS, own -> true).stream()
            .filter(placement -> placement.constants().get(0).equals("hook"))
            .toList();
    Instrumentation instrumentation = ByteBuddyAgent.install();
    new Transformer(instrumentation, placements, false, loader -> false)
        .install((caller, constants) -> new Site(HOOKS.get(Integer.parseInt(constants.get(1)))));
    weaveLoaded(instrumentation);
  }

  private Weaving() {}

  /** Those that the discovery of the tests has loaded already. */
  private static void weaveLoaded(Instrumentation instrumentation) {
    Class<?>[] loaded =
        Stream.of(instrumentation.getAllLoadedClasses())
            .filter(type -> type.getName().startsWith("dev.langchain4j."))
            .filter(instrumentation::isModifiableClass)
            .toArray(Class[]::new);
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException(e);
    }
  }

  static void into(Home next) {
    home = next;
  }

  private record Site(Hook hook) implements Advised {
    @Override
    public Entered enter(Object self, Object[] arguments) {
      HookSpan span = hook.enter(home, self, hook.target().method(), arguments);
      return span == null ? null : new Entered(span, arguments);
    }

    @Override
    public Object exit(Object token, Object returned, Throwable thrown) {
      return hook.exit((HookSpan) token, returned, thrown);
    }
  }
}
