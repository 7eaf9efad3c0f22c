package dev.fulgurite.cli.doctor;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Variables and settings that keep spans from being recorded, or cut them. */
final class EnvironmentExamination implements Examination {
  private static final String SUBJECT = "environment";
  private static final Set<String> THINNING_SAMPLERS =
      Set.of("always_off", "parentbased_always_off", "traceidratio", "parentbased_traceidratio");

  private final Map<String, String> environment;
  private final Configuration configuration;
  private final List<Finding> findings = new ArrayList<>();

  EnvironmentExamination(Map<String, String> environment, Configuration configuration) {
    this.environment = environment;
    this.configuration = configuration;
  }

  @Override
  public List<Finding> findings() {
    findings.add(
        Finding.ok("java", Runtime.version() + ", " + System.getProperty("java.vendor", "")));
    settings();
    openTelemetry();
    if (findings.stream().allMatch(finding -> finding.level() == Finding.Level.OK)) {
      findings.add(Finding.ok(SUBJECT, "no setting that would keep spans from being recorded"));
    }
    return findings;
  }

  private void settings() {
    for (String problem : configuration.problems()) {
      findings.add(Finding.warn("settings", problem, "correct or remove it"));
    }
    if (!configuration.isTrue(Setting.AGENT_ENABLED)) {
      warn(Setting.AGENT_ENABLED.key() + " is false: the agent does nothing", "remove it");
    }
    if (configuration.rate(Setting.SAMPLE_RATE) < 1) {
      warn(
          Setting.SAMPLE_RATE.key() + " leaves traces out on purpose",
          "set it to 1.0 to keep every trace");
    }
  }

  private void openTelemetry() {
    if (value("OTEL_SDK_DISABLED").equalsIgnoreCase("true")) {
      findings.add(
          Finding.fail(SUBJECT, "OTEL_SDK_DISABLED is true: nothing is recorded", "unset it"));
    }
    if (THINNING_SAMPLERS.contains(value("OTEL_TRACES_SAMPLER"))) {
      warn(
          "OTEL_TRACES_SAMPLER="
              + value("OTEL_TRACES_SAMPLER")
              + " drops spans before they end;"
              + " rewards and exceptions stay only behind Fulgurite's sampler, which the agent and"
              + " the autoconfiguration add",
          "use parentbased_always_on, and fulgurite.sample-rate to keep fewer traces");
    }
    for (String limit :
        List.of("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "OTEL_SPAN_ATTRIBUTE_VALUE_LENGTH_LIMIT")) {
      if (!value(limit).isEmpty()) {
        warn(limit + "=" + value(limit) + " cuts messages, and JSON no longer parses", "unset it");
      }
    }
    for (String limit : List.of("OTEL_ATTRIBUTE_COUNT_LIMIT", "OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT")) {
      if (value(limit).matches("\\d{1,2}|1[01]\\d|12[0-7]")) {
        warn(limit + "=" + value(limit) + " drops attributes silently", "unset it");
      }
    }
  }

  private void warn(String message, String remedy) {
    findings.add(Finding.warn(SUBJECT, message, remedy));
  }

  private String value(String variable) {
    return environment.getOrDefault(variable, "").strip();
  }
}
