package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.annotation.AgentOperation;
import fixtures.FixtureLoader;
import fixtures.Polite;
import fixtures.annotated.Judge;
import fixtures.annotated.LengthScorer;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnnotatedTypesTest {
  private final AnnotatedTypes types = new AnnotatedTypes();

  @Test
  void supertypesAndAnnotations_areReadOnceForAll() {
    Reads loader = new Reads(new FixtureLoader(AgentOperation.class));

    assertThat(include(LengthScorer.class, loader)).isTrue();
    assertThat(include(Judge.class, loader)).isTrue();
    List<String> first = List.copyOf(loader.classes);
    assertThat(include(LengthScorer.class, loader)).isTrue();

    assertThat(first)
        .contains(
            "fixtures/annotated/AbstractScorer.class",
            "fixtures/annotated/Scorer.class",
            "fixtures/annotated/Judged.class")
        .doesNotContain("java/lang/Object.class");
    assertThat(loader.classes).isEqualTo(first);
  }

  @Test
  void unrelatedClass_isNone() {
    assertThat(include(Polite.class, new FixtureLoader(AgentOperation.class))).isFalse();
  }

  @Test
  void applicationWithoutOurAnnotations_paysOneLookUp() {
    Reads loader = new Reads(new FixtureLoader());

    assertThat(include(LengthScorer.class, loader)).isFalse();
    assertThat(include(Polite.class, loader)).isFalse();

    assertThat(loader.classes).isEmpty();
    assertThat(loader.lookUps).hasSize(1);
  }

  private boolean include(Class<?> type, ClassLoader loader) {
    String name = type.getName().replace('.', '/');
    return types.include(new Candidates.Seen(name, ClassBytes.file(type), loader));
  }

  /** Remembers what it is asked for. */
  private static final class Reads extends ClassLoader {
    private final List<String> classes = new ArrayList<>();
    private final List<String> lookUps = new ArrayList<>();

    Reads(ClassLoader parent) {
      super(parent);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      classes.add(name);
      return getParent().getResourceAsStream(name);
    }

    @Override
    public @Nullable URL getResource(String name) {
      lookUps.add(name);
      return getParent().getResource(name);
    }
  }
}
