package dev.fulgurite.agent.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AgentArgumentsTest {
  @Test
  void pairs_areSplitBySemicolons() {
    AgentArguments arguments =
        AgentArguments.parse(
            "fulgurite.store=sqlite:a=b.db; fulgurite.quiet = true ;otel.service.name=s;");

    assertThat(arguments.settings())
        .containsEntry("fulgurite.store", "sqlite:a=b.db")
        .containsEntry("fulgurite.quiet", "true")
        .hasSize(2);
    assertThat(arguments.otel()).containsEntry("otel.service.name", "s");
    assertThat(arguments.problems()).isEmpty();
  }

  @Test
  void doubledSemicolon_belongsToTheValue() {
    AgentArguments arguments =
        AgentArguments.parse("fulgurite.redact.patterns=a;;b;fulgurite.quiet=true");

    assertThat(arguments.settings())
        .containsEntry("fulgurite.redact.patterns", "a;;b")
        .containsEntry("fulgurite.quiet", "true");
    assertThat(arguments.problems()).isEmpty();
  }

  @Test
  void severalClassesWithMethods_areOneValue() {
    AgentArguments arguments =
        AgentArguments.parse(
            "fulgurite.instrument.methods=a.B[m1,m2];c.D[m]; e.F[n] ;fulgurite.quiet=true;"
                + "otel.instrumentation.methods.include=a.B[x];c.D[y]");

    assertThat(arguments.settings())
        .containsEntry("fulgurite.instrument.methods", "a.B[m1,m2];c.D[m]; e.F[n]")
        .containsEntry("fulgurite.quiet", "true");
    assertThat(arguments.otel())
        .containsEntry("otel.instrumentation.methods.include", "a.B[x];c.D[y]");
    assertThat(arguments.problems()).isEmpty();
  }

  @Test
  void lonePath_isAConfigurationFile() {
    assertThat(AgentArguments.parse(" /etc/agent.properties ").settings())
        .containsEntry("fulgurite.agent.config-file", "/etc/agent.properties");
  }

  @Test
  void nothing_isNothing() {
    assertThat(AgentArguments.parse(null).settings()).isEmpty();
    assertThat(AgentArguments.parse("  ").settings()).isEmpty();
  }

  @Test
  void strangers_areNamedWithARemedy() {
    assertThat(AgentArguments.parse("quiet=true;noise").problems())
        .hasSize(2)
        .first(InstanceOfAssertFactories.STRING)
        .contains("'quiet'", "did you mean 'fulgurite.quiet'");
    assertThat(AgentArguments.parse("quiet=true;noise").problems())
        .allSatisfy(line -> assertThat(line).contains("fulgurite.quiet=true"));
  }

  @Test
  void otelKeys_doNotReplaceWhatIsSet() {
    System.setProperty("otel.test.agent-arguments", "mine");
    try {
      AgentArguments.parse("otel.test.agent-arguments=yours").publishOtel(Map.of());
      assertThat(System.getProperty("otel.test.agent-arguments")).isEqualTo("mine");
    } finally {
      System.clearProperty("otel.test.agent-arguments");
    }
  }

  @Test
  void filesOtelKeys_yieldToThePropertiesAndToTheEnvironment() {
    String variable = System.getenv().keySet().iterator().next();
    String key = "otel.test.agent-file";
    System.clearProperty(key);
    try {
      AgentArguments.parse("otel.test.agent-file=argument")
          .publishOtel(Map.of(key, "file", variable, "file"));

      assertThat(System.getProperty(key)).isEqualTo("argument");
      System.clearProperty(key);
      AgentArguments.parse(null).publishOtel(Map.of(key, "file"));
      assertThat(System.getProperty(key)).isEqualTo("file");
      assertThat(AgentArguments.environmentKey(key)).isEqualTo("OTEL_TEST_AGENT_FILE");
    } finally {
      System.clearProperty(key);
    }
  }
}
