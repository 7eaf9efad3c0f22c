package dev.fulgurite.agent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.NamedContexts;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HookSiteTest {
  private final NamedContexts home = new NamedContexts();

  @Test
  void hookThatThrowsInsideItsSpan_leavesTheContextAsItWas() {
    HookSite site = new HookSite(new Breaking(), home, "method", new LongAdder());

    assertThatThrownBy(() -> site.enter(this, new Object[0])).hasMessage("broken");
    assertThat(home.currentContext()).isEqualTo("root");
    assertThat(site.calls().sum()).isOne();
  }

  private static final class Breaking implements Hook {
    @Override
    public HookTarget target() {
      return new HookTarget("lib.tool", "lib.Type", false, "method", List.of());
    }

    @Override
    public @Nullable HookSpan enter(
        Home home, @Nullable Object self, String method, Object[] arguments) {
      home.attach("its span");
      throw new IllegalStateException("broken");
    }

    @Override
    public @Nullable Object exit(
        HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
      return returned;
    }
  }
}
