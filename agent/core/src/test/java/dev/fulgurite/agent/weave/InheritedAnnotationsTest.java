package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.annotation.AgentOperation;
import fixtures.FixtureLoader;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is woven where annotations stand on a supertype, or on an annotation. */
class InheritedAnnotationsTest {
  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final List<String> seen = new ArrayList<>();
  private final FixtureLoader loader = new FixtureLoader(AgentOperation.class);
  private Transformer transformer;

  @BeforeEach
  void install() {
    transformer = new Transformer(instrumentation, List.of(), true, other -> other != loader);
    transformer.install(
        (caller, constants) -> new Noted(caller.lookupClass().getSimpleName() + constants));
  }

  @AfterEach
  void remove() {
    instrumentation.removeTransformer(transformer);
  }

  @Test
  void implementation_inheritsFromAGenericInterface_twoTypesAway() throws Exception {
    call("LengthScorer", "score", "four", 1);

    assertThat(seen)
        .containsExactly(
            "LengthScorer[annotated, score, operation=scoring, emit=EmitReward:quality,"
                + " parameter=+answer, parameter=-]");
  }

  @Test
  void overload_thatOverridesNothing_isLeftAlone() throws Exception {
    call("LengthScorer", "score", "four");

    assertThat(seen).isEmpty();
  }

  @Test
  void ownAnnotation_replacesTheInheritedOneOfItsKind() throws Exception {
    call("DoubledScorer", "score", "four", 1);

    assertThat(seen)
        .first()
        .asString()
        .startsWith("DoubledScorer[annotated, score, operation=scoring, emit=EmitReward:doubled,");
  }

  @Test
  void defaultMethod_isWovenInItsInterface() throws Exception {
    call("LengthScorer", "describe");

    assertThat(seen).containsExactly("Scorer[annotated, describe, operation=describe]");
  }

  @Test
  void annotationsOfTheApplication_count_atAnyDistance_onPrivateAndStaticMethodsToo()
      throws Exception {
    call("Judge", "fair");
    call("Judge", "unfair");

    assertThat(seen)
        .containsExactly(
            "Judge[annotated, fair, emit=EmitReward:judged]",
            "Judge[annotated, hidden, emit=EmitReward:judged]");
  }

  @Test
  void annotatedType_holdsForWhatOverridesItsMethods_andForNothingElse() throws Exception {
    call("OwnPlans", "plan");
    call("OwnPlans", "other");

    assertThat(seen)
        .containsExactly(
            "OwnPlans[annotated, plan, operation=plan]", "Plans[annotated, plan, operation=plan]");
  }

  @Test
  void publisher_isToldFromItsSubtypes() throws Exception {
    call("Plans", "stream");

    assertThat(seen).containsExactly("Plans[annotated, stream, operation=stream, publisher]");
  }

  private @Nullable Object call(String type, String name, Object... arguments) throws Exception {
    Class<?> loaded = loader.loadClass("fixtures.annotated." + type);
    Method method =
        Arrays.stream(loaded.getMethods())
            .filter(m -> m.getName().equals(name) && !m.isBridge())
            .filter(m -> m.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow();
    return method.invoke(loaded.getConstructor().newInstance(), arguments);
  }

  private final class Noted implements Advised {
    private final String site;

    Noted(String site) {
      this.site = site;
    }

    @Override
    public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
      seen.add(site);
      return null;
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      return null;
    }
  }
}
