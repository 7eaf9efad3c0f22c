package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.annotation.EmitReward;
import fixtures.Caller;
import fixtures.Greeter;
import fixtures.Polite;
import fixtures.Stranger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandidatesTest {
  private static final Placement SUBTYPES =
      new Placement("fixtures/Greeter", true, "greet", "(Ljava/lang/String;I)", List.of("1"));
  private static final Placement EXACT =
      new Placement("fixtures/Polite", false, "twice", "(JD[I)", List.of("2"));

  private final Candidates candidates = new Candidates(List.of(SUBTYPES, EXACT), true);

  @Test
  void implementation_hasBoth() {
    assertThat(plan(Polite.class).placements()).containsExactly(EXACT, SUBTYPES);
  }

  @Test
  void interfaceCallerAndStranger_haveNone() {
    assertThat(plan(Greeter.class).isEmpty()).isTrue();
    assertThat(plan(Caller.class).isEmpty()).isTrue();
    assertThat(plan(Stranger.class).isEmpty()).isTrue();
  }

  @Test
  void annotatedMethod_isSeen_unlessAnnotationsAreLeftOut() {
    assertThat(plan(Scored.class).annotated()).isTrue();
    ClassFile file = ClassBytes.file(Scored.class);
    assertThat(
            new Candidates(List.of(), false)
                .plan(new Candidates.Seen("x", file, Scored.class.getClassLoader()))
                .annotated())
        .isFalse();
  }

  @Test
  void classesOfUnrelatedLibraries_areNotLookedAt_unlessAPlacementMayBeInThem() {
    String bean = "org/springframework/beans/factory/BeanFactory";
    String model = "org/springframework/ai/openai/OpenAiChatModel";

    assertThat(candidates.mayConcern(bean)).isFalse();
    assertThat(candidates.mayConcern(model)).isTrue();
    assertThat(candidates.mayConcern("org/springframework/samples/petclinic/Owner")).isTrue();
    assertThat(candidates.mayConcern("fixtures/Polite")).isTrue();
    assertThat(with(bean, false).mayConcern(bean)).as("named itself").isTrue();
    assertThat(with(bean, false).mayConcern(bean + "2")).isFalse();
    assertThat(with(bean, true).mayConcern(bean + "2")).as("subtypes of a library's type").isTrue();
    assertThat(with("java/lang/Runnable", true).mayConcern(bean)).isTrue();
    assertThat(with("com/acme/Plugin", true).mayConcern(bean)).isFalse();
    assertThat(with("dev/langchain4j/model/chat/ChatModel", true).mayConcern(bean)).isFalse();
  }

  private static Candidates with(String type, boolean subtypes) {
    Candidates candidates = new Candidates(List.of(SUBTYPES), true);
    candidates.add(List.of(new Placement(type, subtypes, "run", null, List.of())));
    return candidates;
  }

  private Candidates.Plan plan(Class<?> type) {
    return candidates.plan(
        new Candidates.Seen(
            type.getName().replace('.', '/'), ClassBytes.file(type), type.getClassLoader()));
  }

  static final class Scored {
    @EmitReward
    double score() {
      return 1;
    }
  }
}
