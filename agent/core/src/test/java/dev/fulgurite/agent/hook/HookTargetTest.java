package dev.fulgurite.agent.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HookTargetTest {
  @Test
  void group_isTheIdUpToAVersion() {
    assertThat(target("lib.tool").group()).isEqualTo("lib.tool");
    assertThat(target("lib.tool-1.5").group()).isEqualTo("lib.tool");
    assertThat(target("lib.tool-error").group()).isEqualTo("lib.tool-error");
    assertThat(target("lib.tool-error-2").group()).isEqualTo("lib.tool-error");
    assertThat(target("lib.tool-").group()).isEqualTo("lib.tool-");
  }

  @Test
  void method_isRequired_unlessItIsOptional() {
    assertThat(target("lib.tool").isOptional()).isFalse();
    assertThat(target("lib.tool").optional().isOptional()).isTrue();
  }

  private static HookTarget target(String id) {
    return new HookTarget(id, "lib.Type", false, "method", List.of());
  }
}
