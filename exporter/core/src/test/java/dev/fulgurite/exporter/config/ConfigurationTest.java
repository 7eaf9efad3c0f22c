package dev.fulgurite.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.store.Retention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
  @Test
  void keyFile_isNone_unlessItIsNamed() {
    Configuration named =
        new ConfigurationReader().environment(Map.of("FULGURITE_STORE_KEY_FILE", "k")).read();

    assertThat(named.text(Setting.STORE_KEY_FILE)).isEqualTo("k");
    assertThat(named.problems()).isEmpty();
    assertThat(Configuration.defaults().text(Setting.STORE_KEY_FILE)).isEmpty();
  }

  @Test
  void defaults_areReadableAndWithoutProblems() {
    Configuration configuration = Configuration.defaults();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.bytes(Setting.STORE_MAX_SIZE)).isEqualTo(2L << 30);
    assertThat(configuration.duration(Setting.BLOCK_TIMEOUT)).isEqualTo(Duration.ofSeconds(1));
    assertThat(configuration.policy(Setting.OVERFLOW_POLICY)).isEqualTo(OverflowPolicy.BLOCK);
    assertThat(configuration.rate(Setting.SAMPLE_RATE)).isEqualTo(1.0);
    assertThat(configuration.list(Setting.REDACT_KEYS)).isEmpty();
  }

  @Test
  void read_takesTheFirstPlaceThatHasTheKey() {
    Configuration configuration =
        new ConfigurationReader()
            .properties(Map.of("fulgurite.queue.max-size", "7"))
            .environment(Map.of("FULGURITE_QUEUE_MAX_SIZE", "8", "FULGURITE_BATCH_MAX_SIZE", "9"))
            .read();

    assertThat(configuration.integer(Setting.QUEUE_SIZE)).isEqualTo(7);
    assertThat(configuration.integer(Setting.BATCH_SIZE)).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"low, BLOCK, 100", "Medium, DROP_OLDEST, 500", "HIGH, DROP_OLDEST, 2000"})
  void preset_fillsWhatIsNotSet(String preset, OverflowPolicy policy, int size) {
    Configuration configuration =
        new ConfigurationReader().properties(Map.of("fulgurite.preset", preset)).read();

    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.policy(Setting.OVERFLOW_POLICY)).isEqualTo(policy);
    assertThat(configuration.integer(Setting.QUEUE_SIZE)).isEqualTo(size);
    assertThat(configuration.integer(Setting.BATCH_SIZE)).isEqualTo(100);
    assertThat(configuration.duration(Setting.SCHEDULE_DELAY)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void preset_yieldsToWhatIsSet_whereverItIsSet() {
    Configuration configuration =
        new ConfigurationReader()
            .properties(Map.of("fulgurite.preset", "high"))
            .environment(Map.of("FULGURITE_QUEUE_MAX_SIZE", "7"))
            .read();

    assertThat(configuration.integer(Setting.QUEUE_SIZE)).isEqualTo(7);
    assertThat(configuration.integer(Setting.BATCH_SIZE)).isEqualTo(100);
  }

  @Test
  void wrongRule_isNamedWithItsRemedy_andWrongPresetOnce() {
    Configuration configuration =
        new ConfigurationReader()
            .properties(
                Map.of(
                    "fulgurite.sampling.rules", "kind:llm=1,kind:tol=0.1",
                    "fulgurite.preset", "huge"))
            .read();

    assertThat(configuration.rules(Setting.SAMPLING_RULES)).isEmpty();
    assertThat(configuration.problems()).hasSize(2);
    assertThat(configuration.problems().get(0)).contains("'huge'", "low, medium or high");
    assertThat(configuration.problems().get(1))
        .contains("fulgurite.sampling.rules", "'kind:tol=0.1'", "'tol' is no kind", "tool");
  }

  @Test
  void unreadableKeep_keepsAllThatCanBeKept_andSaysSo() {
    Configuration configuration =
        new ConfigurationReader()
            .properties(Map.of("fulgurite.store.keep", "reward,errors"))
            .read();

    assertThat(configuration.keep(Setting.STORE_KEEP))
        .containsExactlyInAnyOrder(Retention.Keep.values());
    assertThat(configuration.problems())
        .containsExactly(
            "fulgurite.store.keep = 'reward,errors' is not rewards, errors and tagged, separated by"
                + " commas: keeping rewards,errors,tagged until it is mended");
  }

  @Test
  void read_fallsBackToTheFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("agent.properties");
    Files.writeString(file, "fulgurite.quiet=true\nfulgurite.stor=x\n");

    Configuration configuration =
        new ConfigurationReader()
            .properties(Map.of("fulgurite.agent.config-file", file.toString()))
            .fileIfNamed()
            .read();

    assertThat(configuration.isTrue(Setting.QUIET)).isTrue();
    assertThat(configuration.problems())
        .containsExactly(
            "unknown setting 'fulgurite.stor': ignored; did you mean 'fulgurite.store'?");
  }

  @Test
  void file_hasOpenTelemetrysKeys_andStrangersAreNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("agent.properties");
    Files.writeString(file, "otel.service.name = mine \nquite = true\n");

    Configuration configuration =
        new ConfigurationReader()
            .properties(Map.of("fulgurite.agent.config-file", file.toString(), "user.dir", "x"))
            .fileIfNamed()
            .read();

    assertThat(configuration.openTelemetry())
        .containsExactly(Map.entry("otel.service.name", "mine"));
    assertThat(configuration.problems())
        .containsExactly("unknown setting 'quite': ignored; did you mean 'fulgurite.quiet'?");
  }

  @Test
  void read_namesTheFile_whenItCannotBeRead() {
    Configuration configuration =
        new ConfigurationReader()
            .environment(Map.of("FULGURITE_AGENT_CONFIG_FILE", "no/such/file"))
            .fileIfNamed()
            .read();

    assertThat(configuration.problems())
        .singleElement()
        .asString()
        .contains("no/such/file", "fulgurite.agent.config-file");
  }

  @Test
  void unknownEnvironmentKey_isNamedWithTheNearest() {
    Configuration configuration =
        new ConfigurationReader().environment(Map.of("FULGURITE_QIET", "true")).read();

    assertThat(configuration.problems())
        .containsExactly(
            "unknown setting 'FULGURITE_QIET': ignored; did you mean 'FULGURITE_QUIET'?");
  }

  @Test
  void keysOfOthers_arePassedOver() {
    assertThat(
            new ConfigurationReader()
                .properties(Map.of("otel.service.name", "x", "java.home", "y"))
                .environment(Map.of("PATH", "z"))
                .read()
                .problems())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fulgurite.quiet, maybe",
    "fulgurite.queue.max-size, 0",
    "fulgurite.queue.max-size, many",
    "fulgurite.queue.max-bytes, -1",
    "fulgurite.queue.max-bytes, 5 parsecs",
    "fulgurite.queue.block-timeout, soon",
    "fulgurite.export.timeout, 366d",
    "fulgurite.shutdown.timeout, 99999999999999999999s",
    "fulgurite.queue.overflow-policy, EXPLODE",
    "fulgurite.sample-rate, 1.5",
    "fulgurite.sample-rate, NaN",
    "fulgurite.redact.patterns, (",
  })
  void wrongValue_isNamedAndTheDefaultHolds(String key, String value) {
    Configuration configuration = new ConfigurationReader().properties(Map.of(key, value)).read();

    assertThat(configuration.problems())
        .singleElement()
        .asString()
        .contains(key, "'" + value + "'", "default");
  }

  @ParameterizedTest
  @CsvSource({"500MiB, 524288000", "2GiB, 2147483648", "10kb, 10000", "0, 0", "1.5MiB, 1572864"})
  void sizes_takeUnits(String text, long bytes) {
    assertThat(SettingParser.parse(Setting.Type.BYTES, text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"200ms, 200", "5s, 5000", "1m, 60000", "250, 250", "0.5s, 500", "365d, 31536000000"})
  void times_takeUnits(String text, long millis) {
    assertThat(SettingParser.parse(Setting.Type.DURATION, text))
        .isEqualTo(Duration.ofMillis(millis));
  }
}
