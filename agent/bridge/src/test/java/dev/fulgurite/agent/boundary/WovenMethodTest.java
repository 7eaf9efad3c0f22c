package dev.fulgurite.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.boundary.WovenMethod.Emit;
import dev.fulgurite.agent.boundary.WovenMethod.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class WovenMethodTest {
  @Test
  void constants_holdEverything() {
    WovenMethod method =
        new WovenMethod(
            "plan: a=b",
            List.of(new Emit("EmitReward", "a:b"), new Emit("EmitObject", "")),
            true,
            true,
            List.of(
                new Parameter("goal", false), new Parameter("", false), new Parameter("-", true)));

    assertThat(WovenMethod.fromConstants(method.toConstants())).isEqualTo(method);
  }

  @Test
  void constants_tellNoOperation_fromOneWithoutAName() {
    WovenMethod none = new WovenMethod(null, List.of(), false, false, List.of());
    WovenMethod unnamed = new WovenMethod("", List.of(), false, false, List.of());

    assertThat(WovenMethod.fromConstants(none.toConstants())).isEqualTo(none);
    assertThat(WovenMethod.fromConstants(unnamed.toConstants())).isEqualTo(unnamed);
  }
}
