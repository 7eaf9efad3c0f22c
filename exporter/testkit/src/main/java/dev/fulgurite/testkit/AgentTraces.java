package dev.fulgurite.testkit;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Believable traces of tool-using agents, the same for the same seed: runs with model calls, tool
 * calls, failures and rewards, in sessions or without one, with tied timestamps and odd text. Not
 * thread-safe.
 */
public final class AgentTraces {
  private static final long EPOCH = 1_760_000_000_000_000_000L;
  private static final long MILLI = 1_000_000;
  private static final List<String> MODELS = List.of("gpt-5-mini", "claude-haiku", "llama-4");
  private static final List<String> AGENTS = List.of("planner", "solver", "критик");
  private static final List<String> TOOLS = List.of("calculator", "web_search", "read_file");
  private static final List<String> WORDS =
      List.of(
          "twelve",
          "apples",
          "shared",
          "Straße",
          "naïve",
          "数学",
          "🍎",
          "e\u0301",
          "timed out",
          "\u202Eabc",
          "a\u0000b",
          "O'Brien",
          "100%",
          "under_score",
          "İstanbul",
          "\"quoted\"");

  private final Random random;
  private final List<StoredSpan> spans = new ArrayList<>();
  private long lastSpan;
  private long lastTrace;
  private long now = EPOCH;
  private Scope scope = new Scope("", "", "", 0);
  private int sequence;

  private record Scope(String session, String user, String rollout, int attempt) {}

  private AgentTraces(long seed) {
    this.random = new Random(seed);
  }

  /** About 25 spans per session, in the order in which they would be exported. */
  public static List<StoredSpan> generate(long seed, int sessions) {
    AgentTraces traces = new AgentTraces(seed);
    for (int i = 0; i < sessions; i++) {
      traces.session(i);
    }
    return List.copyOf(traces.spans);
  }

  private void session(int index) {
    boolean anonymous = random.nextInt(5) == 0;
    String id = anonymous ? "" : "session-" + index + (random.nextInt(8) == 0 ? "-ß" : "");
    scope = new Scope(id, "user-" + random.nextInt(4), "ro-" + index, random.nextInt(2));
    sequence = 0;
    int runs = 1 + random.nextInt(3);
    for (int i = 0; i < runs; i++) {
      run();
    }
    now -= random.nextInt(20) * MILLI; // sessions overlap
  }

  private void run() {
    lastTrace++;
    long root = ++lastSpan;
    long started = now;
    String history = message("user");
    int turns = 1 + random.nextInt(4);
    for (int i = 0; i < turns; i++) {
      history += "," + chat(root, history);
      if (random.nextInt(3) > 0) {
        tool(root);
      }
    }
    extras(root);
    add(
        span(root, "invoke_agent " + agent(), started)
            .lasting(now - started)
            .put(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT)
            .put(GenAi.USAGE_INPUT_TOKENS, 999));
    reward();
  }

  private String chat(long root, String history) {
    String model = pick(MODELS);
    String answer = message("assistant");
    SampleSpan span =
        span(++lastSpan, "chat " + model, tick())
            .parent(root)
            .kind(SpanKind.CLIENT)
            .put(GenAi.OPERATION_NAME, GenAi.CHAT)
            .put(GenAi.REQUEST_MODEL, model)
            .put(GenAi.INPUT_MESSAGES, "[" + history + "]")
            .put(GenAi.OUTPUT_MESSAGES, "[" + answer + "]")
            .put(GenAi.USAGE_INPUT_TOKENS, history.length() / 4)
            .put(GenAi.USAGE_OUTPUT_TOKENS, random.nextInt(200))
            .put(AttributeKey.doubleKey(GenAi.REQUEST_TEMPERATURE), random.nextInt(5) / 4.0)
            .put(AttributeKey.stringArrayKey(GenAi.RESPONSE_FINISH_REASONS), List.of("stop"));
    add(span);
    return answer;
  }

  private void tool(long root) {
    String tool = pick(TOOLS);
    SampleSpan span =
        span(++lastSpan, "execute_tool " + tool, tick())
            .parent(random.nextInt(10) == 0 ? 1_000_000 + lastSpan : root)
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
            .put(GenAi.TOOL_NAME, tool)
            .put(GenAi.TOOL_CALL_ARGUMENTS, "{\"expression\":\"" + random.nextInt(99) + "*3\"}");
    if (random.nextInt(4) == 0) {
      span.status(StatusCode.ERROR, "timed out")
          .event("exception", now, Attributes.of(AttributeKey.stringKey("k"), pick(WORDS)));
    }
    add(span);
  }

  private void extras(long root) {
    switch (random.nextInt(6)) {
      case 0 ->
          add(
              span(++lastSpan, AgentLightning.MESSAGE_SPAN, tick())
                  .parent(root)
                  .put(AgentLightning.MESSAGE_BODY, sentence()));
      case 1 ->
          add(
              span(++lastSpan, AgentLightning.EXCEPTION_SPAN, tick())
                  .parent(root)
                  .status(StatusCode.OK, "")
                  .put(AgentLightning.EXCEPTION_TYPE, "java.io.IOException"));
      case 2 ->
          add(
              span(++lastSpan, "GET", tick())
                  .parent(root)
                  .kind(SpanKind.CLIENT)
                  .put("http.response.status_code", 200 + random.nextInt(300))
                  .put(AttributeKey.booleanKey("retried"), random.nextBoolean())
                  .put(AttributeKey.longArrayKey("sizes"), List.of((long) random.nextInt(5), 7L))
                  .put(AttributeKey.stringArrayKey("none"), List.of()));
      default -> tick();
    }
  }

  private void reward() {
    if (random.nextInt(4) == 0) {
      return;
    }
    SampleSpan span =
        span(++lastSpan, AgentLightning.ANNOTATION_SPAN, tick())
            .put(AgentLightning.REWARD + ".0.name", "primary")
            .reward(random.nextInt(5) / 4.0);
    add(span);
  }

  private SampleSpan span(long id, String name, long start) {
    SampleSpan span = SampleSpan.of(id).trace(lastTrace).name(name).start(start);
    if (!scope.session().isEmpty()) {
      span.session(scope.session())
          .put(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_SESSION)
          .put(Fulgurite.USER_ID, scope.user())
          .put(AgentLightning.ROLLOUT_ID, scope.rollout())
          .put(AgentLightning.ATTEMPT_ID, "at-" + scope.attempt())
          .put(AgentLightning.SEQUENCE_ID, ++sequence);
    }
    return span.put(GenAi.AGENT_NAME, agent()).scope("sample", random.nextBoolean() ? "1" : null);
  }

  private void add(SampleSpan span) {
    spans.add(span.build());
  }

  /** Time stands still every other time, so that starts are tied. */
  private long tick() {
    now += random.nextInt(2) * MILLI;
    return now;
  }

  private String agent() {
    return AGENTS.get((int) (lastTrace % AGENTS.size()));
  }

  private String message(String role) {
    return "{\"role\":\"" + role + "\",\"content\":\"" + sentence() + "\"}";
  }

  private String sentence() {
    StringBuilder text = new StringBuilder();
    int words = 3 + random.nextInt(20);
    for (int i = 0; i < words; i++) {
      text.append(i == 0 ? "" : " ").append(pick(WORDS));
    }
    return text.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
