package dev.fulgurite.cli;

import dev.fulgurite.exporter.LedgerDetail;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What an agent did, in a real store: one question answered well, one with a broken tool. */
final class Story {
  static final long START = 1_763_689_382_123_456_789L;
  static final String RIGHT_TRACE = SampleSpan.traceId(0xa1);
  static final String WRONG_TRACE = SampleSpan.traceId(0xb2);

  private static final long RIGHT = 0xa1;
  private static final long WRONG = 0xb2;

  private static final long MILLI = 1_000_000;
  private static final LedgerSnapshot BALANCED =
      new LedgerSnapshot(
          12,
          0,
          1,
          11,
          0,
          0,
          Map.of("block_timeout", 1L),
          Map.of(),
          new LedgerDetail(
              Map.of(),
              Map.of(
                  "llm", Map.of("delivered", 9L, "dropped.block_timeout", 1L),
                  "reward", Map.of("delivered", 2L)),
              Map.of("batches", 2L)));

  /** Writes the story into a new file below {@code folder}, and names it. */
  static String write(Path folder) {
    String url = "sqlite:" + folder.resolve("story.db");
    try (SpanStore store = open(url)) {
      store.append(spans(), row("p-closed", 1, true));
      store.recordLedger(row("p-killed", Integer.MAX_VALUE, false));
    }
    return url;
  }

  /** For writing. */
  static SpanStore open(String url) {
    return SpanStores.open(url, StoreOptions.defaults(), Story.class.getClassLoader());
  }

  static List<StoredSpan> spans() {
    return List.of(
        in(span(1, RIGHT, 0, 900, "invoke_agent Solver"), "q-01")
            .put("gen_ai.operation.name", "invoke_agent")
            .put("gen_ai.agent.name", "Solver")
            .build(),
        chat(2, RIGHT, 10, "q-01").parent(1).put("gen_ai.output.messages", call("2*3")).build(),
        tool(3, RIGHT, 420, "q-01").parent(1).put("gen_ai.tool.call.result", "6").build(),
        chat(4, RIGHT, 430, "q-01").parent(1).put("gen_ai.output.messages", says("6")).build(),
        in(span(5, RIGHT, 1000, 0, "agentlightning.annotation"), "q-01")
            .reward(1)
            .put("agentlightning.reward.0.name", "primary")
            .build(),
        in(span(6, WRONG, 5000, 900, "invoke_agent Solver"), "q-02")
            .put("gen_ai.operation.name", "invoke_agent")
            .build(),
        chat(7, WRONG, 5010, "q-02").parent(6).build(),
        tool(8, WRONG, 5420, "q-02")
            .parent(6)
            .status(StatusCode.ERROR, "")
            .put("exception.type", "java.lang.ArithmeticException")
            .put("exception.message", "/ by \u001b[31mzero")
            .build(),
        in(span(9, WRONG, 5900, 0, "agentlightning.annotation"), "q-02")
            .reward(-0.3)
            .put("agentlightning.reward.0.name", "primary")
            .put("agentlightning.reward.1.name", "style")
            .put(AttributeKey.doubleKey("agentlightning.reward.1.value"), 0.5)
            .build(),
        in(span(10, WRONG, 5950, 0, "agentlightning.message"), "q-02")
            .put("agentlightning.message.body", "giving\nup")
            .build());
  }

  private static LedgerRow row(String process, long pid, boolean closed) {
    LedgerSnapshot counts =
        closed ? BALANCED : new LedgerSnapshot(7, 0, 0, 5, 0, 2, Map.of(), Map.of());
    return new LedgerRow(process, pid, "sqlite", START, START + MILLI, closed, counts);
  }

  private static SampleSpan chat(long id, long trace, long atMillis, String session) {
    return in(span(id, trace, atMillis, 400, "chat gpt-4o-mini"), session)
        .put("gen_ai.operation.name", "chat")
        .put("gen_ai.request.model", "gpt-4o-mini")
        .put("gen_ai.response.id", "r-" + id)
        .put("gen_ai.usage.input_tokens", 1200)
        .put("gen_ai.usage.output_tokens", 34)
        .put("gen_ai.input.messages", asks("What is 2*3?"));
  }

  private static SampleSpan tool(long id, long trace, long atMillis, String session) {
    return in(span(id, trace, atMillis, 2, "execute_tool calculator"), session)
        .put("gen_ai.operation.name", "execute_tool")
        .put("gen_ai.tool.call.arguments", "{\"expression\":\"2*3\"}");
  }

  private static SampleSpan span(long id, long trace, long atMillis, long millis, String name) {
    return SampleSpan.of(id)
        .trace(trace)
        .name(name)
        .start(START + atMillis * MILLI)
        .lasting(millis * MILLI);
  }

  private static SampleSpan in(SampleSpan span, String session) {
    return span.session(session).put("fulgurite.session.source", "session");
  }

  private static String asks(String text) {
    return "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"" + text + "\"}]}]";
  }

  private static String says(String text) {
    return "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\""
        + text
        + "\"}]}]";
  }

  private static String call(String expression) {
    return "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":"
        + "\"calculator\",\"arguments\":{\"expression\":\""
        + expression
        + "\"}}]}]";
  }

  private Story() {}
}
