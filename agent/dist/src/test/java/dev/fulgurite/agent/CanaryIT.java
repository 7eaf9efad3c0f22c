package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.agent.server.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Secrets in prompts, answers, arguments, results, exceptions and wherever else content may be: in
 * every destination without redaction, and nowhere with it. The programs end as in a crash, so that
 * the write-ahead log is there to be looked at.
 */
class CanaryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();
  private final OtlpReceiver collector = OtlpReceiver.start();

  static List<CanaryProgram> programs() {
    return CanaryProgram.all().toList();
  }

  @AfterEach
  void stop() {
    server.close();
    collector.close();
  }

  @ParameterizedTest
  @MethodSource("programs")
  @Execution(ExecutionMode.CONCURRENT)
  void secrets_areEverywhere_withoutRedaction(CanaryProgram program) throws Exception {
    Run run = run(program);

    assertThat(writeAheadLog(run)).isNotEmptyFile();
    assertThat(Secrets.all(withoutIndex(Secrets.inColumns(run.store()))))
        .isEqualTo(program.places());
    assertThat(Secrets.in(run.spans().toString())).isEqualTo(program.places());
    assertThat(Secrets.in(collector.text())).isEqualTo(program.places());
  }

  @ParameterizedTest
  @MethodSource("programs")
  @Execution(ExecutionMode.CONCURRENT)
  void secrets_areNowhere_withRedaction(CanaryProgram program) throws Exception {
    Run run = run(program, "-Dfulgurite.redact.patterns=" + Secrets.PATTERN);

    assertThat(run.store()).isNotEmptyFile();
    assertThat(writeAheadLog(run)).isNotEmptyFile();
    assertThat(Secrets.inFiles(folder))
        .allSatisfy((file, places) -> assertThat(places).as(file).isEmpty());
    assertThat(Secrets.inColumns(run.store()))
        .containsKey("block.data")
        .allSatisfy((column, places) -> assertThat(places).as(column).isEmpty());
    assertThat(run.spans().toString()).contains("[redacted:pattern]");
    assertThat(Secrets.in(run.spans().toString())).isEmpty();
    assertThat(collector.text()).contains("[redacted:pattern]");
    assertThat(Secrets.in(collector.text())).isEmpty();
  }

  /** The index of words, which is there or not yet, has words without their beginnings. */
  private static Map<String, Set<String>> withoutIndex(Map<String, Set<String>> columns) {
    columns.keySet().removeIf(column -> column.matches("(span_index|index_word).*"));
    return columns;
  }

  /** It holds what was written last; whoever opens the store first reads it from there. */
  private static Path writeAheadLog(Run run) {
    return run.store().resolveSibling("fulgurite.db-wal");
  }

  private Run run(CanaryProgram program, String... options) throws Exception {
    try (LiveProgram live =
        jvm(program).options(options).serve(program.mainClass(), server.url())) {
      Run running = new Run(0, "", "", live.folder());
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(running.spanNames()).hasSize(program.spans()));
      await()
          .atMost(PATIENCE)
          .until(() -> running.spans().stream().allMatch(s -> collector.has(s.spanId())));
      return live.end();
    }
  }

  private ChildJvm jvm(CanaryProgram program) throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    return program
        .on(ChildJvm.bare(Files.createDirectory(folder.resolve("run"))), folder)
        .options("-Djava.io.tmpdir=" + temporary)
        .options("-Dotel.exporter.otlp.endpoint=" + collector.url())
        .options("-Danthropic.openTelemetryTracesContentMode=content")
        .options("-Dotel.instrumentation.genai.capture-message-content=true")
        .environment("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
  }
}
