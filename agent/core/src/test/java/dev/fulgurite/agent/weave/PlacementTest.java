package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void parameters_areADescriptorsFirstHalf() {
    assertThat(Placement.parameters(List.of())).isEqualTo("()");
    assertThat(
            Placement.parameters(
                List.of(
                    "int",
                    "long[]",
                    "java.lang.String",
                    "a.B$C",
                    "a.B[][]",
                    "[Ljava.lang.Object;")))
        .isEqualTo("(I[JLjava/lang/String;La/B$C;[[La/B;[Ljava/lang/Object;)");
  }

  @Test
  void covers_anyParameters_whereNoneAreGiven() {
    Placement any = new Placement("a/B", false, "set", null, List.of());

    assertThat(any.covers("set", "(I)V")).isTrue();
    assertThat(any.covers("get", "(I)V")).isFalse();
  }
}
