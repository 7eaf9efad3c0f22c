package dev.fulgurite.agent.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code -javaagent:fulgurite-agent.jar=}.
 *
 * @param settings all {@code fulgurite.*} keys
 * @param otel all {@code otel.*} keys
 * @param problems one line each
 */
record AgentArguments(
    Map<String, String> settings, Map<String, String> otel, List<String> problems) {

  /** A doubled semicolon is part of a value: it separates patterns. */
  private static final String SEPARATOR = "(?<!;);(?!;)";

  /** {@code key=value;key=value}, or the path of a properties file. */
  static AgentArguments parse(@Nullable String text) {
    AgentArguments arguments =
        new AgentArguments(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    if (text == null || text.isBlank()) {
      return arguments;
    }
    if (text.indexOf('=') < 0) {
      arguments.settings.put("fulgurite.agent.config-file", text.trim());
      return arguments;
    }
    for (String pair : text.split(SEPARATOR, -1)) {
      if (!pair.isBlank()) {
        arguments.add(pair);
      }
    }
    return arguments;
  }

  /** As system properties, where OpenTelemetry looks; what is set there already stays. */
  void publishOtel() {
    otel.forEach(System.getProperties()::putIfAbsent);
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String key = (equals < 0 ? pair : pair.substring(0, equals)).trim();
    String value = equals < 0 ? "" : pair.substring(equals + 1).trim();
    if (key.startsWith("fulgurite.")) {
      settings.put(key, value);
    } else if (key.startsWith("otel.")) {
      otel.put(key, value);
    } else {
      problems.add(
          "unknown agent argument '%s': ignored; arguments are fulgurite.* or otel.* keys, as in fulgurite.quiet=true;fulgurite.store=sqlite:PATH"
              .formatted(key));
    }
  }
}
