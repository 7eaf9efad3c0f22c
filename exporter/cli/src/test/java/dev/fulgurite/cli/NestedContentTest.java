package dev.fulgurite.cli;

import static io.opentelemetry.api.common.AttributeKey.valueKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conventions let messages and arguments be maps and lists, not only the JSON of them. */
class NestedContentTest {
  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void write() {
    store = "sqlite:" + folder.resolve("nested.db");
    try (SpanStore open = Story.open(store)) {
      open.append(
          List.of(
              SampleSpan.of(1)
                  .name("chat m")
                  .session("s")
                  .put(GenAi.OPERATION_NAME, GenAi.CHAT)
                  .put(valueKey(GenAi.INPUT_MESSAGES), message("user", "How high is it?"))
                  .put(valueKey(GenAi.OUTPUT_MESSAGES), message("assistant", "2962 metres"))
                  .build(),
              SampleSpan.of(2)
                  .name("execute_tool height")
                  .session("s")
                  .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
                  .put(valueKey(GenAi.TOOL_CALL_ARGUMENTS), pair("of", "Zugspitze"))
                  .put(valueKey(GenAi.TOOL_CALL_RESULT), pair("height", "2962"))
                  .build()),
          null);
    }
  }

  @Test
  void show_printsWhatWasSaidAndCalled() {
    assertThat(Cli.run("show", "s", "--store", store).out())
        .contains("user: How high is it?")
        .contains("assistant: 2962 metres")
        .contains("{\"of\":\"Zugspitze\"} → {\"height\":\"2962\"}");
  }

  @Test
  void prompt_printsWhatWasSaidAndCalled() {
    assertThat(Cli.run("show", "s", "--as", "prompt", "--store", store).out())
        .contains("How high is it?")
        .contains("2962 metres")
        .contains("{\"of\":\"Zugspitze\"}")
        .contains("{\"height\":\"2962\"}");
  }

  @Test
  void export_writesWhatWasSaid() {
    assertThat(Cli.run("export", "--format", "messages", "--store", store).out())
        .contains("{\"role\":\"user\",\"content\":\"How high is it?\"}")
        .contains("{\"role\":\"assistant\",\"content\":\"2962 metres\"}");
    assertThat(Cli.run("export", "--format", "triplets", "--store", store).out())
        .contains("\"raw_content\":[{\"role\":\"user\"")
        .contains("\"raw_content\":[{\"role\":\"assistant\"");
  }

  private static Value<?> message(String role, String text) {
    Value<?> part =
        Value.of(KeyValue.of("type", Value.of("text")), KeyValue.of("content", Value.of(text)));
    return Value.of(
        Value.of(KeyValue.of("role", Value.of(role)), KeyValue.of("parts", Value.of(part))));
  }

  private static Value<?> pair(String key, String value) {
    return Value.of(KeyValue.of(key, Value.of(value)));
  }
}
