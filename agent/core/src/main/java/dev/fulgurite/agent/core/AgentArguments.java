package dev.fulgurite.agent.core;

import dev.fulgurite.exporter.config.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

  /** And so is one before another class with methods in brackets. */
  private static final String NEXT_METHODS = "(?![^=;]*\\[[^=;\\]]*\\]\\s*(;|$))";

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
    for (String pair : text.split(SEPARATOR + NEXT_METHODS, -1)) {
      if (!pair.isBlank()) {
        arguments.add(pair);
      }
    }
    return arguments;
  }

  /**
   * As system properties, where OpenTelemetry looks; what is set there already stays.
   *
   * @param file the keys of the file, which yield to the environment too
   */
  void publishOtel(Map<String, String> file) {
    otel.forEach(AgentArguments::publish);
    for (Map.Entry<String, String> entry : file.entrySet()) {
      if (System.getenv(environmentKey(entry.getKey())) == null) {
        publish(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void publish(String key, String value) {
    System.getProperties().putIfAbsent(key, value);
  }

  /** As OpenTelemetry makes one of the other. */
  static String environmentKey(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
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
          "unknown agent argument '%s': ignored; did you mean '%s'? Arguments are fulgurite.* or otel.* keys, as in fulgurite.quiet=true;fulgurite.store=sqlite:PATH"
              .formatted(key, Setting.nearestKey(key)));
    }
  }
}
