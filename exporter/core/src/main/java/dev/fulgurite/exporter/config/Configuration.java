package dev.fulgurite.exporter.config;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.sampling.SamplingRule;
import dev.fulgurite.exporter.store.Retention;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings in force. Immutable. Whatever could not be read is in {@link #problems()}, and the
 * default holds instead: a wrong setting never stops a program.
 */
public final class Configuration {
  private final EnumMap<Setting, Object> values;
  private final Set<Setting> misread;
  private final List<String> problems;
  private final Map<String, String> openTelemetry;

  Configuration(
      EnumMap<Setting, Object> values,
      Set<Setting> misread,
      List<String> problems,
      Map<String, String> openTelemetry) {
    this.values = values;
    this.misread = Set.copyOf(misread);
    this.problems = List.copyOf(problems);
    this.openTelemetry = Map.copyOf(openTelemetry);
  }

  /** Every default. */
  public static Configuration defaults() {
    return new ConfigurationReader().read();
  }

  /**
   * What the process was started with: system properties win over {@code arguments}, those over the
   * environment, that over the file which {@code fulgurite.agent.config-file} names.
   *
   * @param arguments keys as in {@link Setting#key()}; {@code otel.*} keys are passed over
   */
  public static Configuration ofProcess(Map<String, String> arguments) {
    return new ConfigurationReader()
        .properties(ConfigurationReader.systemProperties())
        .properties(arguments)
        .environment(System.getenv())
        .fileIfNamed()
        .read();
  }

  /**
   * What a container has resolved, from whatever places and in whatever order it does; for keys
   * that it does not know, {@linkplain #ofProcess what the process was started with}.
   *
   * @param settings keys as in {@link Setting#key()}; keys of others are passed over
   */
  public static Configuration ofContainer(Map<String, String> settings) {
    return new ConfigurationReader()
        .properties(settings)
        .properties(ConfigurationReader.systemProperties())
        .environment(System.getenv())
        .fileIfNamed()
        .read();
  }

  /**
   * The same but for {@code text}, which wins over whatever was read.
   *
   * @throws IllegalArgumentException if {@code text} is not of the setting's type
   */
  public Configuration with(Setting setting, String text) {
    EnumMap<Setting, Object> changed = new EnumMap<>(values);
    changed.put(setting, SettingParser.parse(setting.type(), text));
    EnumSet<Setting> stillMisread = EnumSet.noneOf(Setting.class);
    stillMisread.addAll(misread);
    stillMisread.remove(setting);
    return new Configuration(changed, stillMisread, problems, openTelemetry);
  }

  /** One line each: the value, the key and the remedy. */
  public List<String> problems() {
    return problems;
  }

  /** Whether it has a value that could not be read, for those to whom the default will not do. */
  public boolean isMisread(Setting setting) {
    return misread.contains(setting);
  }

  /** The {@code otel.*} keys of the file, which mean something to OpenTelemetry. */
  public Map<String, String> openTelemetry() {
    return openTelemetry;
  }

  public String text(Setting setting) {
    return (String) value(setting);
  }

  public boolean isTrue(Setting setting) {
    return (Boolean) value(setting);
  }

  public int integer(Setting setting) {
    return (Integer) value(setting);
  }

  public long bytes(Setting setting) {
    return (Long) value(setting);
  }

  public double rate(Setting setting) {
    return (Double) value(setting);
  }

  public Duration duration(Setting setting) {
    return (Duration) value(setting);
  }

  public OverflowPolicy policy(Setting setting) {
    return (OverflowPolicy) value(setting);
  }

  @SuppressWarnings("unchecked") // as SettingParser makes them
  public Set<Retention.Keep> keep(Setting setting) {
    return (Set<Retention.Keep>) value(setting);
  }

  /** In their order. */
  @SuppressWarnings("unchecked") // as SettingParser makes them
  public List<SamplingRule> rules(Setting setting) {
    return (List<SamplingRule>) value(setting);
  }

  /** Trimmed, without empty elements. */
  @SuppressWarnings("unchecked") // SettingParser makes lists of strings only
  public List<String> list(Setting setting) {
    return (List<String>) value(setting);
  }

  private Object value(Setting setting) {
    Object value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException("no value for " + setting.key());
    }
    return value;
  }
}
