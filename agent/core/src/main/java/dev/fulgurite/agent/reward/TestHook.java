package dev.fulgurite.agent.reward;

import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import io.opentelemetry.api.trace.SpanKind;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JUnit test: a span around all that it does, and its result. JUnit keeps what a test threw in a
 * collector, and reports it later.
 */
final class TestHook implements Hook {
  private static final String HIERARCHICAL = "org.junit.platform.engine.support.hierarchical.";
  private static final String ABORTED = "org.opentest4j.TestAbortedException";
  private static final HookTarget TARGET =
      new HookTarget(
          "junit.test",
          "org.junit.jupiter.engine.descriptor.TestMethodTestDescriptor",
          false,
          "invokeTestMethod",
          List.of(
              "org.junit.jupiter.engine.execution.JupiterEngineExecutionContext",
              HIERARCHICAL + "Node$DynamicTestExecutor"));

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public boolean isDefault() {
    return false;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    String test = Getters.text(self, "getDisplayName");
    Object body = Getters.read(self, "getTestMethod");
    if (body instanceof Method java) {
      test = java.getDeclaringClass().getSimpleName() + '.' + java.getName();
    }
    Map<String, Object> attributes = Map.of("test.case.name", String.valueOf(test));
    SpanStart start = new SpanStart("test " + test, SpanKind.INTERNAL, attributes, null);
    return new RunningTest(
        home.start(start), home, Getters.read(arguments[0], "getThrowableCollector"));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    RunningTest test = (RunningTest) span;
    Object kept = Getters.read(test.collector, "getThrowable");
    Throwable failure = thrown == null && kept instanceof Throwable collected ? collected : thrown;
    if (!Getters.isA(failure, ABORTED)) {
      test.passed(failure);
    }
    test.end();
    return returned;
  }

  private static final class RunningTest extends OpenCall {
    private final Home home;
    private final @Nullable Object collector;

    RunningTest(HookSpan span, Home home, @Nullable Object collector) {
      super(span);
      this.home = home;
      this.collector = collector;
    }

    void passed(@Nullable Throwable failure) {
      set(Map.of("test.case.result.status", failure == null ? "pass" : "fail"));
      if (failure != null) {
        fail(failure);
      }
      home.outcome(RewardRules.TEST, failure == null, context());
    }
  }
}
