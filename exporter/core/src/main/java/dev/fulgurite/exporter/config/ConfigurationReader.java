package dev.fulgurite.exporter.config;

import dev.fulgurite.exporter.LoadPreset;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Gathers settings from several places; the place that was added first wins. */
final class ConfigurationReader {
  private static final String PREFIX = "fulgurite.";
  private static final String OPEN_TELEMETRY = "otel.";
  private static final String ENVIRONMENT_PREFIX = "FULGURITE_";

  /** For a misspelled word: what was to be kept, and went, does not come back. */
  private static final String KEEP_ALL = "rewards,errors,tagged";

  private final EnumMap<Setting, String> raw = new EnumMap<>(Setting.class);
  private final EnumSet<Setting> misread = EnumSet.noneOf(Setting.class);
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> openTelemetry = new HashMap<>();

  static Map<String, String> systemProperties() {
    return strings(System.getProperties());
  }

  ConfigurationReader properties(Map<String, String> properties) {
    new TreeMap<>(properties)
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX)) {
                Setting.byKey(key).ifPresentOrElse(s -> put(s, value), () -> unknown(key, false));
              }
            });
    return this;
  }

  ConfigurationReader environment(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (key, value) -> {
              if (key.startsWith(ENVIRONMENT_PREFIX)) {
                Setting.byEnvironmentKey(key)
                    .ifPresentOrElse(s -> put(s, value), () -> unknown(key, true));
              }
            });
    return this;
  }

  /** The file that the places added so far name, if they do. */
  ConfigurationReader fileIfNamed() {
    String file = raw.getOrDefault(Setting.AGENT_CONFIG_FILE, "");
    if (!file.isEmpty()) {
      // Plain java.io: the agent must not be the one who loads the file system provider.
      try (Reader reader =
          new InputStreamReader(new FileInputStream(file), StandardCharsets.UTF_8)) {
        Properties properties = new Properties();
        properties.load(reader);
        properties(strings(properties));
        strangers(strings(properties));
      } catch (IOException | IllegalArgumentException e) {
        problems.add(
            ("cannot read the file '%s' named by %s (%s): name a readable properties file, or unset"
                    + " the key")
                .formatted(file, Setting.AGENT_CONFIG_FILE.key(), e.getMessage()));
      }
    }
    return this;
  }

  /** In a file, which is ours alone, every other key is a mistake. */
  private void strangers(Map<String, String> properties) {
    new TreeMap<>(properties)
        .forEach(
            (key, value) -> {
              if (key.startsWith(OPEN_TELEMETRY)) {
                openTelemetry.put(key, value.trim());
              } else if (!key.startsWith(PREFIX)) {
                unknown(key, false);
              }
            });
  }

  Configuration read() {
    EnumMap<Setting, Object> values = new EnumMap<>(Setting.class);
    Object preset = parsed(Setting.PRESET);
    values.put(Setting.PRESET, preset);
    if (preset instanceof Optional<?> chosen) {
      chosen.ifPresent(load -> fill((LoadPreset) load));
    }
    for (Setting setting : Setting.values()) {
      values.computeIfAbsent(setting, this::parsed);
    }
    return new Configuration(values, misread, problems, openTelemetry);
  }

  private Object parsed(Setting setting) {
    String text = raw.get(setting);
    if (text != null) {
      try {
        return SettingParser.parse(setting.type(), text);
      } catch (IllegalArgumentException e) {
        misread.add(setting);
        problems.add(
            "%s = '%s' is not %s%s: %s"
                .formatted(
                    setting.key(),
                    text,
                    setting.type().expected,
                    detail(setting, e),
                    instead(setting)));
      }
    }
    boolean keep = misread.contains(setting) && setting.type() == Setting.Type.KEEP;
    return SettingParser.parse(setting.type(), keep ? KEEP_ALL : setting.defaultValue());
  }

  private static String instead(Setting setting) {
    return setting.type() == Setting.Type.KEEP
        ? "keeping " + KEEP_ALL + " until it is mended"
        : "using the default " + setting.defaultValue();
  }

  /** What has not been set by itself. */
  private void fill(LoadPreset load) {
    put(Setting.OVERFLOW_POLICY, load.overflowPolicy().name());
    put(Setting.QUEUE_SIZE, String.valueOf(load.maxQueueSize()));
    put(Setting.BATCH_SIZE, String.valueOf(load.maxExportBatchSize()));
    put(Setting.SCHEDULE_DELAY, load.scheduleDelay().toMillis() + "ms");
  }

  /** Which of several rules is wrong, and how. */
  private static String detail(Setting setting, IllegalArgumentException e) {
    return setting.type() == Setting.Type.RULES ? " (" + e.getMessage() + ")" : "";
  }

  private void put(Setting setting, String value) {
    raw.putIfAbsent(setting, value.trim());
  }

  private void unknown(String key, boolean environment) {
    String nearest = environment ? NearestKey.to(key, true) : Setting.nearestKey(key);
    problems.add("unknown setting '" + key + "': ignored; did you mean '" + nearest + "'?");
  }

  private static Map<String, String> strings(Properties properties) {
    Map<String, String> strings = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      strings.put(name, properties.getProperty(name));
    }
    return strings;
  }
}
