package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fixtures.FixtureLoader;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weaving for real, into classes of a loader that is thrown away. */
class TransformerTest {
  private static final List<Placement> PLACEMENTS =
      List.of(
          new Placement("fixtures/Greeter", true, "greet", null, List.of("greet", "x")),
          new Placement("fixtures/Polite", false, "twice", "(JD[I)", List.of("twice")),
          new Placement("fixtures/Polite", false, "nothing", null, List.of("nothing")));

  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final List<String> seen = new ArrayList<>();
  private final Scripted advised = new Scripted();
  private final FixtureLoader loader = new FixtureLoader();
  private Transformer transformer;

  @BeforeEach
  void install() {
    transformer =
        new Transformer(
            instrumentation, PLACEMENTS, false, other -> !(other instanceof FixtureLoader));
    transformer.install(
        (Lookup caller, List<String> constants) -> {
          seen.add("link " + caller.lookupClass().getSimpleName() + constants);
          return advised;
        });
  }

  @AfterEach
  void remove() {
    instrumentation.removeTransformer(transformer);
  }

  @Test
  void value_goesThroughEnterAndExit() throws Exception {
    assertThat(greet("you", 2)).isEqualTo("hello you hello you");
    assertThat(seen)
        .containsSubsequence(
            "link Polite[greet, x]", "enter [you, 2]", "exit hello you hello you null");
  }

  @Test
  void argumentsAndResult_canBeReplaced() throws Exception {
    advised.arguments = new Object[] {"them", 1};
    advised.result = "replaced";

    assertThat(greet("you", 2)).isEqualTo("replaced");
    assertThat(seen).contains("exit hello them null");
  }

  @Test
  void exception_isSeen_andReachesTheCaller() {
    assertThatThrownBy(() -> greet("throw", 1)).hasMessage("the program's own");
    assertThat(seen).anyMatch(line -> line.contains("the program's own"));
  }

  @Test
  void callThatIsLeftAlone_hasNoExit() throws Exception {
    advised.leaveAlone = true;

    assertThat(greet("you", 1)).isEqualTo("hello you");
    assertThat(seen).noneMatch(line -> line.startsWith("exit"));
  }

  @Test
  void brokenAdvice_isNotNoticed() throws Exception {
    advised.failure = new StackOverflowError("ours");
    assertThat(greet("you", 1)).isEqualTo("hello you");

    advised.failure = null;
    advised.exitFailure = new LinkageError("ours");
    assertThat(greet("you", 1)).isEqualTo("hello you");
  }

  @Test
  void primitivesAndStatics_areWovenToo() throws Exception {
    Class<?> polite = loader.loadClass("fixtures.Polite");
    Object result =
        polite
            .getMethod("twice", long.class, double.class, int[].class)
            .invoke(null, 21L, 0.5, new int[3]);

    assertThat(result).isEqualTo(45L);
    assertThat(seen).anyMatch(line -> line.startsWith("enter [21, 0.5, [I"));
    advised.result = 7L;
    assertThat(
            polite
                .getMethod("twice", long.class, double.class, int[].class)
                .invoke(null, 21L, 0.5, new int[3]))
        .isEqualTo(7L);
  }

  @Test
  void method_thatReturnsNothing_isWovenToo() throws Exception {
    Class<?> polite = loader.loadClass("fixtures.Polite");
    StringBuilder out = new StringBuilder();

    polite
        .getMethod("nothing", StringBuilder.class)
        .invoke(polite.getConstructor().newInstance(), out);

    assertThat(out).hasToString("done");
    assertThat(seen).contains("exit null null");
  }

  @Test
  void unlinkableSite_becomesANoOp() throws Exception {
    instrumentation.removeTransformer(transformer);
    transformer =
        new Transformer(
            instrumentation, PLACEMENTS, false, other -> !(other instanceof FixtureLoader));
    transformer.install(
        (caller, constants) -> {
          throw new IllegalStateException("cannot link");
        });

    assertThat(greet("you", 1)).isEqualTo("hello you");
  }

  @Test
  void fallbackDispatcher_linksFromTheBootstrapClassPath() throws Exception {
    Class<?> dispatcher =
        new Dispatcher(instrumentation).appendToBootstrap("dev.fulgurite.agent.boot.TestIndy");

    assertThat(dispatcher.getClassLoader()).isNull();
    assertThat(dispatcher.getField("target").get(null)).isNull();
  }

  private Object greet(String name, int times) throws Exception {
    Class<?> polite = loader.loadClass("fixtures.Polite");
    try {
      return polite
          .getMethod("greet", String.class, int.class)
          .invoke(polite.getConstructor().newInstance(), name, times);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private final class Scripted implements Advised {
    private Object @Nullable [] arguments;
    private @Nullable Object result;
    private boolean leaveAlone;
    private @Nullable Error failure;
    private @Nullable Error exitFailure;

    @Override
    public @Nullable Entered enter(@Nullable Object self, Object[] given) {
      seen.add("enter " + Arrays.toString(given));
      if (failure != null) {
        throw failure;
      }
      return leaveAlone ? null : new Entered("token", arguments == null ? given : arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      seen.add("exit " + returned + ' ' + thrown);
      if (exitFailure != null) {
        throw exitFailure;
      }
      return result;
    }
  }
}
