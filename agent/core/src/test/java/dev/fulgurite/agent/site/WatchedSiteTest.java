package dev.fulgurite.agent.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.weave.Advised;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchedSiteTest {
  private final List<String> seen = new ArrayList<>();
  private final Advised site = WatchedSite.of(new Noting(), "com.acme.Planner$Fast.plan");

  @Test
  void call_isAnOperation_namedByItsClassAndMethod() {
    Object[] arguments = {"goal"};
    Advised.Entered entered = site.enter(this, arguments);

    assertThat(entered.arguments()).isSameAs(arguments);
    assertThat(site.exit(entered.token(), "result", null)).isEqualTo("result");
    assertThat(seen)
        .containsExactly(
            "start agentlightning.operation"
                + " {agentlightning.operation.name=Planner$Fast.plan,"
                + " code.function.name=com.acme.Planner$Fast.plan}",
            "end");
  }

  @Test
  void exception_failsIt() {
    site.exit(enter(), null, new IllegalStateException("boom"));

    assertThat(seen).endsWith("fail java.lang.IllegalStateException: boom", "end");
  }

  @Test
  void future_isTheCallersOwn_andEndsItWhenItCompletes() {
    CompletableFuture<String> future = new CompletableFuture<>();

    assertThat(site.exit(enter(), future, null)).isSameAs(future);
    assertThat(seen).endsWith("detach");
    future.complete("late");
    assertThat(seen).endsWith("detach", "end");
  }

  @Test
  void futureThatFails_failsItWithTheCause() {
    CompletableFuture<String> future = new CompletableFuture<>();
    site.exit(enter(), future.thenApply(text -> text), null);

    future.completeExceptionally(new IllegalStateException("boom"));

    assertThat(seen).endsWith("fail java.lang.IllegalStateException: boom", "end");
  }

  @Test
  void classWithoutAPackage_isNamedWhole() {
    WatchedSite.of(new Noting(), "Main.run").enter(null, new Object[0]);

    assertThat(seen).first().asString().contains("operation.name=Main.run");
  }

  private Object enter() {
    return site.enter(this, new Object[0]).token();
  }

  private final class Noting implements Home {
    @Override
    public HookSpan start(SpanStart start) {
      seen.add("start " + start.name() + ' ' + new java.util.TreeMap<>(start.attributes()));
      return new Noted();
    }

    @Override
    public Object currentContext() {
      return this;
    }

    @Override
    public HookSpan startUnder(@Nullable Object context, SpanStart start) {
      return start(start);
    }

    @Override
    public Attachment attach(Object context) {
      return () -> {};
    }
  }

  private final class Noted implements HookSpan {
    @Override
    public void set(Map<String, Object> attributes) {
      seen.add("set " + attributes);
    }

    @Override
    public void fail(Throwable thrown) {
      seen.add("fail " + thrown);
    }

    @Override
    public void fail(String type, @Nullable String message) {
      seen.add("fail " + type);
    }

    @Override
    public boolean recording() {
      return true;
    }

    @Override
    public void detach() {
      seen.add("detach");
    }

    @Override
    public void end() {
      seen.add("end");
    }

    @Override
    public Object context() {
      return this;
    }
  }
}
