package dev.fulgurite.benchmarks;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.SpanKey;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Spans of agents at work, the same for the same seed: 32 sessions take turns, of about 200 spans
 * each, about 20 to a trace, by 50 agents; messages of 200 to 2,000 characters, every fiftieth span
 * an object of 8 KB. Not thread-safe.
 */
final class Corpus {
  private static final int SESSIONS = 32;
  private static final int AGENTS = 50;
  private static final int PER_SESSION = 200;
  private static final int PER_TRACE = 20;
  private static final int OBJECT = 8_000;
  private static final Attributes RESOURCE =
      Attributes.of(
          AttributeKey.stringKey("service.name"), "benchmark",
          AttributeKey.stringKey("telemetry.sdk.language"), "java",
          AttributeKey.stringKey("telemetry.sdk.version"), "1.67.0");

  private final Random random;
  private final Words words;
  private final boolean history;
  private final Talk[] talks = new Talk[SESSIONS];
  private int lastSession;
  private long now = 1_760_000_000_000_000_000L;

  /** One session and what was said in it. */
  private static final class Talk {
    final String session;
    final String user;
    final List<String> messages = new ArrayList<>();
    int spans;
    String agent = "";
    long traceHigh;
    long traceLow;
    long root;

    Talk(int number) {
      session = "session-" + Integer.toHexString(number * 0x9E3779B1) + "-" + number;
      user = "user-" + number % 200;
    }
  }

  private Corpus(long seed, boolean history) {
    this.random = new Random(seed);
    this.words = new Words(random);
    this.history = history;
    for (int i = 0; i < SESSIONS; i++) {
      talks[i] = new Talk(++lastSession);
      talks[i].spans = random.nextInt(PER_SESSION); // so that they do not end together
    }
  }

  /** Each message once. */
  static Corpus flat(long seed) {
    return new Corpus(seed, false);
  }

  /** Each model call with all that was said in its session before. */
  static Corpus withHistory(long seed) {
    return new Corpus(seed, true);
  }

  /** The next {@code count} spans, in the order of their ends. */
  List<StoredSpan> next(int count) {
    List<StoredSpan> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spans.add(next());
    }
    return spans;
  }

  /** One of at least six letters, the {@code rank}-th by how often it is said, or soon after. */
  String word(int rank) {
    return words.word(rank);
  }

  private StoredSpan next() {
    int turn = random.nextInt(SESSIONS);
    Talk talk = talks[turn];
    if (talk.spans >= PER_SESSION) {
      talk = talks[turn] = new Talk(++lastSession);
    }
    if (talk.spans++ % PER_TRACE == 0 || talk.root == 0) {
      talk.agent = "agent-" + random.nextInt(AGENTS);
      talk.traceHigh = random.nextLong();
      talk.traceLow = random.nextLong();
      talk.root = random.nextLong();
    }
    now += random.nextInt(2_000_000);
    int dice = random.nextInt(100);
    if (dice < 2) {
      return object(talk);
    }
    return dice < 42
        ? call(talk)
        : dice < 70 ? message(talk) : dice < 95 ? tool(talk) : score(talk);
  }

  private StoredSpan call(Talk talk) {
    if (!history || talk.messages.isEmpty()) {
      talk.messages.clear();
      talk.messages.add(said("user", words.text(text())));
    }
    String asked = "[" + String.join(",", talk.messages) + "]";
    String answer = said("assistant", words.text(history ? text() : 100));
    talk.messages.add(answer);
    return span(
        talk,
        "chat gpt-5-mini",
        SpanKind.CLIENT,
        begin(talk)
            .put(GenAi.OPERATION_NAME, GenAi.CHAT)
            .put(GenAi.PROVIDER_NAME, "openai")
            .put(GenAi.REQUEST_MODEL, "gpt-5-mini")
            .put(GenAi.USAGE_INPUT_TOKENS, asked.length() / 4L)
            .put(GenAi.USAGE_OUTPUT_TOKENS, answer.length() / 4L)
            .put(GenAi.INPUT_MESSAGES, asked)
            .put(GenAi.OUTPUT_MESSAGES, "[" + answer + "]"));
  }

  private StoredSpan message(Talk talk) {
    String body = words.text(text());
    if (history) {
      talk.messages.add(said("user", body));
    }
    return span(
        talk,
        AgentLightning.MESSAGE_SPAN,
        SpanKind.INTERNAL,
        begin(talk).put(AgentLightning.MESSAGE_BODY, body));
  }

  private StoredSpan tool(Talk talk) {
    String result = "{\"result\":\"" + words.text(text()) + "\"}";
    if (history) {
      talk.messages.add(said("tool", words.text(text())));
    }
    return span(
        talk,
        "execute_tool web_search",
        SpanKind.INTERNAL,
        begin(talk)
            .put(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL)
            .put(GenAi.TOOL_NAME, "web_search")
            .put(GenAi.TOOL_CALL_ARGUMENTS, "{\"query\":\"" + words.text(40) + "\"}")
            .put(GenAi.TOOL_CALL_RESULT, result));
  }

  private StoredSpan object(Talk talk) {
    return span(
        talk,
        AgentLightning.OBJECT_SPAN,
        SpanKind.INTERNAL,
        begin(talk)
            .put("agentlightning.object.type", "dict")
            .put("agentlightning.object.json", "{\"page\":\"" + words.text(OBJECT) + "\"}"));
  }

  private StoredSpan score(Talk talk) {
    return span(
        talk,
        AgentLightning.ANNOTATION_SPAN,
        SpanKind.INTERNAL,
        begin(talk)
            .put(AgentLightning.REWARD + ".0.name", "primary")
            .put(AgentLightning.PRIMARY_REWARD_VALUE, random.nextInt(5) / 4.0));
  }

  private AttributesBuilder begin(Talk talk) {
    return Attributes.builder()
        .put(Fulgurite.SESSION_ID, talk.session)
        .put(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_SESSION)
        .put(Fulgurite.USER_ID, talk.user)
        .put(GenAi.AGENT_NAME, talk.agent)
        .put(AgentLightning.SEQUENCE_ID, talk.spans);
  }

  private StoredSpan span(Talk talk, String name, SpanKind kind, AttributesBuilder attributes) {
    boolean root = talk.spans % PER_TRACE == 0;
    return new StoredSpan(
        SpanKey.hex(talk.traceHigh) + SpanKey.hex(talk.traceLow),
        SpanKey.hex(root ? talk.root : random.nextLong()),
        root ? null : SpanKey.hex(talk.root),
        false,
        "",
        name,
        kind,
        now,
        now + 1_000 + random.nextInt(900_000_000),
        random.nextInt(50) == 0 ? StatusCode.ERROR : StatusCode.UNSET,
        "",
        attributes.build(),
        List.of(),
        List.of(),
        RESOURCE,
        null,
        "dev.fulgurite",
        "1.0");
  }

  private static String said(String role, String text) {
    return "{\"role\":\""
        + role
        + "\",\"parts\":[{\"type\":\"text\",\"content\":\""
        + text
        + "\"}]}";
  }

  /** Between 200 and 2,000, more often short. */
  private int text() {
    double share = random.nextDouble();
    return (int) (200 + 1_800 * share * share * share);
  }
}
