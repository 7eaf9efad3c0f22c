package dev.fulgurite.agent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.weave.Advised;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuperCallsTest {
  private final LongAdder calls = new LongAdder();
  private final SuperCalls derived = site("plan", Integer.class, calls);
  private final SuperCalls base = site("plan", Number.class, calls);
  private final Object self = new Object();

  @Test
  void superCall_isPartOfTheCall_andCountedAllTheSame() {
    assertThat(enter(derived, self, 1)).isTrue();
    assertThat(enter(base, self, 1)).isFalse();
    derived.exit("token", null, null);

    assertThat(enter(base, self, 1)).isTrue();
    base.exit("token", null, null);
    assertThat(calls.sum()).isEqualTo(3);
  }

  @Test
  void recursion_otherObjects_otherMethods_areCallsOfTheirOwn() {
    assertThat(enter(derived, self, 1)).isTrue();
    assertThat(enter(derived, self, 1)).isTrue();
    assertThat(enter(base, new Object(), 1)).isTrue();
    base.exit("token", null, null);
    assertThat(enter(base, self, 2)).isTrue();
    base.exit("token", null, null);
    assertThat(enter(site("revise", Number.class, calls), self, 1)).isTrue();
  }

  @Test
  void methodWatchedUnderTwoNames_isOneOperation() {
    SuperCalls again = site("plan", Integer.class, new LongAdder());

    assertThat(enter(derived, self, 1)).isTrue();
    assertThat(enter(again, self, 1)).isFalse();
    derived.exit("token", null, null);
  }

  @Test
  void staticMethods_ofTwoClasses_areTwoCalls() {
    assertThat(enter(derived, null, 0)).isTrue();
    assertThat(enter(base, null, 0)).isTrue();
    base.exit("token", null, null);
    derived.exit("token", null, null);
  }

  @Test
  void failureToEnter_leavesNothingBehind() {
    SuperCalls failing =
        new SuperCalls(new Scripted(new IllegalStateException("ours")), "plan", Long.class, calls);

    assertThatThrownBy(() -> failing.enter(self, new Object[1])).hasMessage("ours");

    assertThat(enter(base, self, 1)).isTrue();
    base.exit("token", null, null);
  }

  private static boolean enter(SuperCalls site, @Nullable Object self, int arguments) {
    return site.enter(self, new Object[arguments]) != null;
  }

  private static SuperCalls site(String method, Class<?> owner, LongAdder calls) {
    return new SuperCalls(new Scripted(null), method, owner, calls);
  }

  private record Scripted(@Nullable RuntimeException failure) implements Advised {
    @Override
    public Entered enter(@Nullable Object self, Object[] arguments) {
      if (failure != null) {
        throw failure;
      }
      return new Entered("token", arguments);
    }

    @Override
    public @Nullable Object exit(
        Object token, @Nullable Object returned, @Nullable Throwable thrown) {
      return returned;
    }
  }
}
