package dev.fulgurite.exporter.config;

/** Writes {@code docs/settings.md}, so that the page cannot drift from the code. */
final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Generated from `Setting.java`; do not edit. A setting is a system property
      (`-Dfulgurite.store=…`), an agent argument
      (`-javaagent:fulgurite-agent.jar=fulgurite.store=…;fulgurite.quiet=true`), an environment
      variable, or a line of the file that `fulgurite.agent.config-file` names; the first of these
      wins. A key or value that means nothing is named on standard error, and the default holds.

      | key | environment | default | |
      |---|---|---|---|
      """;

  private static final String TAIL =
      """

      ## OpenTelemetry's own

      | key | what it does here |
      |---|---|
      | `otel.service.name`, `otel.resource.attributes` | the resource of every span |
      | `otel.exporter.otlp.endpoint`, `otel.exporter.otlp.traces.endpoint` | spans also go to \
      this collector |
      | `otel.exporter.otlp.protocol` | `http/protobuf` (default) or `grpc` |
      | `otel.exporter.otlp.headers`, `.timeout`, `.compression`, `.certificate` | as \
      OpenTelemetry defines them |
      | `otel.instrumentation.genai.capture-message-content` | `true`: content goes to the \
      collector too; by default it stays in the local store |
      | `otel.instrumentation.methods.include` | the same as `fulgurite.instrument.methods`, and in \
      addition to it |
      | `otel.traces.exporter=fulgurite` | library mode: the SDK's autoconfiguration writes to \
      the store |

      Each is also an environment variable, in capitals: `OTEL_EXPORTER_OTLP_ENDPOINT`, and with the
      agent an argument or a line of its file, as the settings above.
      """;

  static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Setting setting : Setting.values()) {
      String value = setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`";
      page.append("| `%s` | `%s` | ".formatted(setting.key(), setting.environmentKey()))
          .append(value)
          .append(" | ")
          .append(setting.description())
          .append(" |\n");
    }
    return page.append(TAIL).toString();
  }

  private SettingsPage() {}
}
