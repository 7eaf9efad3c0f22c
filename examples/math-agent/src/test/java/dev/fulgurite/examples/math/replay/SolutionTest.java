package dev.fulgurite.examples.math.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.examples.math.replay.Solution.Turn;
import org.junit.jupiter.api.Test;

class SolutionTest {
  @Test
  void parse_endsATurnAtEachStep() {
    Solution solution =
        Solution.parse("She has 9-2 = <<9-2=7>>7.\nThat is $<< .5*7 =3.5>>3.50.\n#### 3.50");

    assertThat(solution.turns())
        .containsExactly(
            new Turn("She has 9-2 =", "9-2"),
            new Turn("7.\nThat is $", " .5*7 "),
            new Turn("3.50.\n#### 3.50", null));
    assertThat(solution.steps()).isEqualTo(2);
  }

  @Test
  void parse_keepsTheExpressionVerbatim_upToTheFirstEqualsSign() {
    assertThat(Solution.parse("<<5*2/5=2.0=2.0>><<28-2x=20>><<7>><<=3>>").turns())
        .extracting(Turn::expression)
        .containsExactly("5*2/5", "28-2x", "7", "", null);
  }

  @Test
  void parse_takesAStepThatIsNeverClosedForText() {
    assertThat(Solution.parse("so <<1+1=2 fries.\nA: 2").turns())
        .containsExactly(new Turn("so <<1+1=2 fries.\nA: 2", null));
    assertThat(Solution.parse("<<1+1=2 and <<2+2=4>>4").turns())
        .containsExactly(new Turn("<<1+1=2 and", "2+2"), new Turn("4", null));
  }
}
