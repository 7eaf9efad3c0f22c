package dev.fulgurite.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.site.WatchedMethod;
import dev.fulgurite.agent.weave.Advised;
import dev.fulgurite.agent.weave.Transformer;
import fixtures.FixtureLoader;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Methods that are added while classes are there already. */
class WatchingTest {
  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final FixtureLoader loader = new FixtureLoader();
  private final Sightings sightings = new Sightings();
  private final List<String> seen = new ArrayList<>();
  private Transformer transformer;
  private Watching watching;

  @BeforeEach
  void install() {
    transformer = new Transformer(instrumentation, List.of(), false, other -> other != loader);
    transformer.install((caller, constants) -> new Noted(constants), sightings);
    watching = new Watching(transformer, sightings, List.of());
  }

  @AfterEach
  void remove() {
    instrumentation.removeTransformer(transformer);
  }

  @Test
  void loadedSubtypes_areWovenWithoutARestart() throws Exception {
    assertThat(greet()).isEqualTo("hello you");

    assertThat(watching.add(new WatchedMethod("fixtures.Greeter", "greet")))
        .isEqualTo("fixtures.Greeter[greet] is watched, in 1 class");

    assertThat(greet()).isEqualTo("hello you");
    assertThat(seen).containsExactly("[watched, fixtures.Greeter, greet, fixtures.Greeter[greet]]");
  }

  @Test
  void classesThatAreLoadedLater_areWovenToo() throws Exception {
    WatchedMethod method = new WatchedMethod("fixtures.Greeter", "greet");

    assertThat(watching.add(method)).contains("will be watched", "loaded yet");
    assertThat(greet()).isEqualTo("hello you");

    assertThat(seen).hasSize(1);
    assertThat(watching.of(method).classes()).containsExactly("fixtures.Polite");
  }

  @Test
  void methodThatALoadedClassLacks_isToldWithTheClass() throws Exception {
    greet();

    assertThat(watching.add(new WatchedMethod("fixtures.Polite", "greets")))
        .contains("matches nothing", "fixtures.Polite is loaded", "'greets'");
  }

  @Test
  void secondTime_changesNothing() throws Exception {
    WatchedMethod method = new WatchedMethod("fixtures.Polite", "greet");
    watching.add(method);

    assertThat(watching.add(method)).contains("already");
    greet();
    assertThat(seen).hasSize(1);
    assertThat(watching.methods()).containsExactly(method);
  }

  private @Nullable Object greet() throws Exception {
    Class<?> polite = loader.loadClass("fixtures.Polite");
    return polite
        .getMethod("greet", String.class, int.class)
        .invoke(polite.getConstructor().newInstance(), "you", 1);
  }

  private final class Noted implements Advised {
    private final List<String> constants;

    Noted(List<String> constants) {
      this.constants = constants;
    }

    @Override
    public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
      seen.add(constants.toString());
      return null;
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      return null;
    }
  }
}
