package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rewards that settings make of outcomes, without a line of code. */
class RewardIT {
  @TempDir Path folder;

  @Test
  void junitTest_isASpan_andItsResultThePrimaryReward() {
    Run run = rewarding("test").classPath(ClassPaths.junit()).run("Judged");

    assertThat(run.out()).as(run.toString()).containsExactly("ran");
    assertThat(rewards(run))
        .containsExactlyInAnyOrder(
            "primary=1.0 under test Cases.right", "primary=0.0 under test Cases.wrong");
    assertThat(run.span("test Cases.wrong").string("error.type")).contains("AssertionFailedError");
    assertThat(run.span("test Cases.undecided").string("test.case.result.status")).isNull();
  }

  @Test
  void junitTest_isNothing_whereNobodyAsks() {
    Run run = ChildJvm.in(folder).classPath(ClassPaths.junit()).run("Judged");

    assertThat(run.out()).containsExactly("ran");
    assertThat(run.err().get(1)).contains("0 spans recorded");
  }

  @Test
  void toolsAndMethods_areRewarded_whereTheyRan() {
    Run run =
        rewarding("tool.failed=-0.5:tools,app.Langchain4jAgent$Calculator[add]:sum")
            .classPath(ClassPaths.langchain4j())
            .run("Langchain4jAgent", "whole");

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(rewards(run))
        .containsExactlyInAnyOrder(
            "tools=-0.5 under execute_tool divide", "sum=5.0 under execute_tool add");
  }

  @Test
  void guardrail_isRewarded() {
    Run run = rewarding("guardrail:safety").classPath(ClassPaths.langchain4j()).run("Guarded");

    assertThat(run.out()).as(run.toString()).containsExactly("refused");
    assertThat(rewards(run)).containsExactly("safety=0.0 under invoke_agent Assistant");
  }

  @Test
  void badRule_isOneLine() {
    Run run = rewarding("tests").run("Plain", "return");

    assertThat(run.err())
        .filteredOn(line -> line.contains("fulgurite.rewards"))
        .singleElement()
        .asString()
        .contains("'tests' is no outcome");
  }

  private ChildJvm rewarding(String rules) {
    return ChildJvm.in(folder).options("-Dfulgurite.rewards=" + rules);
  }

  private static List<String> rewards(Run run) {
    return run.spans().stream()
        .filter(span -> span.name().equals("agentlightning.annotation"))
        .map(span -> reward(span) + " under " + parent(run, span).name())
        .toList();
  }

  private static String reward(StoredSpan span) {
    return span.string("agentlightning.reward.0.name")
        + '='
        + span.attributes().get(AttributeKey.doubleKey("agentlightning.reward.0.value"));
  }

  private static StoredSpan parent(Run run, StoredSpan child) {
    return run.spans().stream()
        .filter(span -> span.spanId().equals(child.parentSpanId()))
        .findFirst()
        .orElseThrow();
  }
}
