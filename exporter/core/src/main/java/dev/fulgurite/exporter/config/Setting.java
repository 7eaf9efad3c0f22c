package dev.fulgurite.exporter.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of our own. What OpenTelemetry has a setting for keeps OpenTelemetry's. */
public enum Setting {
  AGENT_ENABLED(
      "fulgurite.agent.enabled", Type.BOOLEAN, "true", "`false`: the agent does nothing at all."),
  AGENT_CONFIG_FILE(
      "fulgurite.agent.config-file",
      Type.TEXT,
      "",
      "A properties file with these keys; `-javaagent:fulgurite-agent.jar=FILE` is the same."),
  AGENT_INSTRUMENT(
      "fulgurite.agent.instrument",
      Type.LIST,
      "all",
      "Which hooks are woven, by id or prefix: `annotations`, `langchain4j`, `langchain4j.tool`;"
          + " a leading `-` leaves one out. `--list-hooks` shows the ids."),
  AGENT_TAP_SDK(
      "fulgurite.agent.tap-sdk",
      Type.BOOLEAN,
      "true",
      "Where the application has an OpenTelemetry SDK of its own, the agent keeps a copy of its"
          + " spans in the store. `false`: that SDK alone gets them."),
  INSTRUMENT_METHODS(
      "fulgurite.instrument.methods",
      Type.TEXT,
      "",
      "Methods of the application that become operations, without a change to it:"
          + " `pkg.Class[method1,method2];pkg.Other[method]`. Subtypes are meant too, constructors"
          + " are not; neither arguments nor results are recorded."),
  REWARDS(
      "fulgurite.rewards",
      Type.LIST,
      "",
      "Outcomes that the agent makes rewards of, without code: `test` (a JUnit test, 1 or 0, as the"
          + " primary reward), `tool`, `guardrail` (LangChain4j's), each also with `.passed` or"
          + " `.failed` alone; `retry` (a model call after a failed one, -1); `pkg.Class[method]` (its"
          + " boolean or numeric result). Other values and names: `tool.failed=-0.5:tools`."),
  QUIET("fulgurite.quiet", Type.BOOLEAN, "false", "`true`: nothing on standard error."),
  STORE(
      "fulgurite.store",
      Type.TEXT,
      "sqlite:.fulgurite/fulgurite.db",
      "Where spans are kept: `sqlite:PATH`, `memory:`, or `none`; `postgresql://HOST/DB?user=USER` with"
          + " `fulgurite-exporter-postgresql` on the class path, `redis://HOST:6379` with `fulgurite-redis`."),
  STORE_MAX_SIZE(
      "fulgurite.store.max-size",
      Type.BYTES,
      "2GiB",
      "The store stays at about this size: the oldest sessions go first, counted. `0`: no bound."),
  STORE_MAX_AGE(
      "fulgurite.store.max-age",
      Type.DURATION,
      "0",
      "Sessions whose last span ended longer ago go whole, such as `30d`, counted. `0`: no bound."
          + " SQLite and PostgreSQL stores only."),
  STORE_MAX_SESSION_SPANS(
      "fulgurite.store.max-spans-per-session",
      Type.COUNT,
      "0",
      "Of a session with more spans the oldest go, counted. `0`: no bound."),
  STORE_KEEP(
      "fulgurite.store.keep",
      Type.KEEP,
      "",
      "Sessions with `rewards`, with `errors`, or `tagged`, that age and number of spans do not touch;"
          + " `fulgurite.store.max-size` takes them last. A list that cannot be read keeps all three."
          + " SQLite and PostgreSQL stores only."),
  STORE_AUDIT(
      "fulgurite.store.audit",
      Type.BOOLEAN,
      "false",
      "`true`: each command of `fulgurite` that opens a store in a file adds a line to a record beside it,"
          + " who and when and what; from then on every command does. Neither `true` nor `false`: none opens"
          + " one."),
  STORE_KEY_FILE(
      "fulgurite.store.key-file",
      Type.TEXT,
      "",
      "A file with 64 hexadecimal digits (`openssl rand -hex 32`), its owner's alone: a new SQLite store"
          + " encrypts with it what spans say, and opens with it only. Such a store has no index, and"
          + " names, sessions, users and times stay legible. Other stores are refused with it."),
  STORE_INDEX(
      "fulgurite.store.index",
      Type.BOOLEAN,
      "true",
      "Texts and attributes are indexed behind the writer, by one process at a time. `false`: not by"
          + " this one; searches look at more spans and find the same."),
  PRESET(
      "fulgurite.preset",
      Type.PRESET,
      "",
      "`low` (under 100 spans/s), `medium` (up to 1,000) or `high`: a queue of 100, 500 or 2000"
          + " spans, policy `BLOCK`, `DROP_OLDEST` or `DROP_OLDEST`, batches of 100, a delay of 5 s."
          + " What is set by its own key wins."),
  FORWARD(
      "fulgurite.forward",
      Type.FORWARD,
      "none",
      "`otlp` or `redis`: the collector, or Redis, is sent to from the store, at least once, across"
          + " outages and restarts. `none`: from memory."),
  FORWARD_FROM(
      "fulgurite.forward.from",
      Type.FORWARD_FROM,
      "now",
      "Where a destination begins that this store has never forwarded to: `now`, with this run's"
          + " spans, or at the `beginning`, with all that the store holds."),
  REDIS_URL(
      "fulgurite.redis.url",
      Type.TEXT,
      "",
      "Every span also goes to the stream of its session on this server or cluster:"
          + " `redis://user:password@host:6379/0?timeout=5s`, `rediss://` for TLS, several nodes with"
          + " commas between. Needs `fulgurite-redis` on the class path."),
  REDIS_CONTENT(
      "fulgurite.redis.content",
      Type.BOOLEAN,
      "false",
      "`true`: prompts, answers and the like go to Redis too; by default they stay in the store."),
  REDIS_WAIT_REPLICAS(
      "fulgurite.redis.wait-replicas",
      Type.COUNT,
      "0",
      "So many replicas must have a batch too before it counts as delivered: what a master that dies"
          + " has acknowledged is lost without."),
  REDIS_MAX_LENGTH(
      "fulgurite.redis.max-length",
      Type.COUNT,
      "0",
      "Streams are trimmed to about so many entries, oldest first. `0`: no bound."),
  OVERFLOW_POLICY(
      "fulgurite.queue.overflow-policy",
      Type.POLICY,
      "BLOCK",
      "What happens to a span that finds the store's queue full: `BLOCK`, `DROP_OLDEST`,"
          + " `DROP_NEWEST`, `RAISE`. Remote exporters use `DROP_NEWEST`."),
  BLOCK_TIMEOUT(
      "fulgurite.queue.block-timeout",
      Type.DURATION,
      "1s",
      "How long `BLOCK` makes an emitter wait, at most, before the span is dropped and counted."),
  QUEUE_SIZE("fulgurite.queue.max-size", Type.INTEGER, "2048", "Spans that may wait, exactly."),
  QUEUE_BYTES("fulgurite.queue.max-bytes", Type.BYTES, "64MiB", "Estimated bytes that may wait."),
  BATCH_SIZE("fulgurite.batch.max-size", Type.INTEGER, "512", "Spans in one export, at most."),
  SCHEDULE_DELAY(
      "fulgurite.batch.schedule-delay",
      Type.DURATION,
      "200ms",
      "How long a span waits for company before its batch is sent to the store."),
  EXPORT_TIMEOUT(
      "fulgurite.export.timeout",
      Type.DURATION,
      "30s",
      "How long one export may take before its spans count as failed."),
  MAX_IN_FLIGHT(
      "fulgurite.export.max-in-flight",
      Type.INTEGER,
      "4",
      "Batches under way to a remote destination at once: awaiting an answer or their next try."),
  RETRY_MAX_ATTEMPTS(
      "fulgurite.export.retry.max-attempts",
      Type.INTEGER,
      "8",
      "How often a batch is sent that a remote destination cannot take for now; `1`: no retry."),
  RETRY_INITIAL_BACKOFF(
      "fulgurite.export.retry.initial-backoff",
      Type.DURATION,
      "1s",
      "The wait before the second try; each further one is half as long again."),
  RETRY_MAX_BACKOFF(
      "fulgurite.export.retry.max-backoff",
      Type.DURATION,
      "10s",
      "The longest wait between two tries, unless the destination asks for a longer one."),
  RETRY_MAX_ELAPSED(
      "fulgurite.export.retry.max-elapsed",
      Type.DURATION,
      "1m",
      "No try begins later than this after the first; then the spans count as failed."),
  BREAKER_FAILURES(
      "fulgurite.export.breaker.failures",
      Type.INTEGER,
      "5",
      "After so many failures in a row a remote destination is left alone; spans stay queued."),
  BREAKER_PAUSE(
      "fulgurite.export.breaker.pause",
      Type.DURATION,
      "5s",
      "For how long; it doubles with each try that fails, up to eight times."),
  FAILOVER_ENDPOINTS(
      "fulgurite.export.failover.endpoints",
      Type.LIST,
      "",
      "Further collectors, such as `http://standby:4318`: the next one is used while one fails or is"
          + " slow. Headers and the like are those of the first."),
  FAILOVER_LATENCY(
      "fulgurite.export.failover.latency",
      Type.DURATION,
      "1s",
      "Where a destination has further endpoints, the next one is used while exports take longer."),
  SHUTDOWN_TIMEOUT(
      "fulgurite.shutdown.timeout",
      Type.DURATION,
      "5s",
      "How long the program's exit may wait for what is still queued."),
  SAMPLE_RATE(
      "fulgurite.sample-rate",
      Type.RATE,
      "1.0",
      "Share of traces kept, whole, by trace id. Rewards and exceptions are always kept."),
  SAMPLING_RULES(
      "fulgurite.sampling.rules",
      Type.RULES,
      "",
      "Share of certain spans kept, of the traces kept, each span by itself:"
          + " `kind:tool=0.1,agent:planner=0.5`. The first rule that fits holds."),
  SAMPLING_MAX_PER_SECOND(
      "fulgurite.sampling.max-per-second",
      Type.COUNT,
      "0",
      "Spans a second that each destination gets, at most, but for bursts; `0`: no limit."),
  SAMPLING_BURST(
      "fulgurite.sampling.burst",
      Type.COUNT,
      "0",
      "Spans that may come at once under `fulgurite.sampling.max-per-second`; `0`: a second's."),
  SAMPLING_WINDOW_SPANS(
      "fulgurite.sampling.window.max-spans",
      Type.COUNT,
      "0",
      "Spans that each destination gets in any stretch of `fulgurite.sampling.window.length`;"
          + " at most 1,000,000; `0`: no limit."),
  SAMPLING_WINDOW(
      "fulgurite.sampling.window.length", Type.DURATION, "10s", "The length of that stretch."),
  PRESSURE_ENABLED(
      "fulgurite.pressure.enabled",
      Type.BOOLEAN,
      "true",
      "`false`: a process in trouble is not looked after."),
  PRESSURE_HEAP(
      "fulgurite.pressure.heap",
      Type.RATE,
      "0.8",
      "With more of the heap in use after a collection, a quarter of"
          + " `fulgurite.queue.max-bytes` may wait, and texts are cut at 4,096 characters."),
  PRESSURE_CPU(
      "fulgurite.pressure.cpu",
      Type.RATE,
      "1.0",
      "While this process uses more of the processors for five seconds, the share of new traces"
          + " that is kept halves, and again each second, to a sixty-fourth at least. `1.0`: never;"
          + " `0.9` is a good value where traces may be lost for the program's sake."),
  PRESSURE_ERROR_RATE(
      "fulgurite.pressure.error-rate",
      Type.RATE,
      "0.05",
      "When a greater share of the spans of ten seconds fails, one warning says so."),
  REDACT_KEYS(
      "fulgurite.redact.keys",
      Type.LIST,
      "",
      "Attribute keys whose values are replaced, `*` matching anything: `*.password,user.ssn`."),
  REDACT_PATTERNS(
      "fulgurite.redact.patterns",
      Type.PATTERNS,
      "",
      "Regular expressions whose matches are replaced, separated by two semicolons `;;`."),
  REDACT_CALLBACK(
      "fulgurite.redact.callback",
      Type.TEXT,
      "",
      "A public class of the application's with a public constructor without parameters, which is a"
          + " `java.util.function.BinaryOperator<String>`: asked last, with a key and its text, for"
          + " what to keep of it (`null`: nothing). Where it throws, nothing is kept."),
  REDACT_BUILTIN(
      "fulgurite.redact.builtin",
      Type.BOOLEAN,
      "true",
      "Card numbers, e-mail addresses and API keys are replaced before anything leaves the thread.");

  /** How a value is read, and what to say when it cannot be. */
  enum Type {
    BOOLEAN("true or false"),
    INTEGER("a whole number above 0"),
    COUNT("a whole number, or 0"),
    BYTES("a size such as 500MiB, 2GiB or a number of bytes"),
    DURATION("a time such as 200ms, 5s or 1m, at most 365d"),
    RATE("a number from 0.0 to 1.0"),
    POLICY("BLOCK, DROP_OLDEST, DROP_NEWEST or RAISE"),
    PRESET("low, medium or high"),
    RULES("rules such as kind:tool=0.1,agent:planner=0.5"),
    KEEP("rewards, errors and tagged, separated by commas"),
    FORWARD("none, otlp or redis"),
    FORWARD_FROM("now or beginning"),
    TEXT("text"),
    LIST("words separated by commas"),
    PATTERNS("regular expressions separated by ;;");

    final String expected;

    Type(String expected) {
      this.expected = expected;
    }
  }

  private final String key;
  private final Type type;
  private final String defaultValue;
  private final String description;

  Setting(String key, Type type, String defaultValue, String description) {
    this.key = key;
    this.type = type;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** System property and file key, such as {@code fulgurite.store.max-size}. */
  public String key() {
    return key;
  }

  /** Environment variable, such as {@code FULGURITE_STORE_MAX_SIZE}. */
  public String environmentKey() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  public String defaultValue() {
    return defaultValue;
  }

  /** One or two sentences, Markdown. */
  public String description() {
    return description;
  }

  Type type() {
    return type;
  }

  /** The known key that {@code key} most likely stands for, with or without its first word. */
  public static String nearestKey(String key) {
    return NearestKey.to(key.startsWith("fulgurite.") ? key : "fulgurite." + key, false);
  }

  static Optional<Setting> byKey(String key) {
    return Stream.of(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static Optional<Setting> byEnvironmentKey(String key) {
    return Stream.of(values()).filter(s -> s.environmentKey().equals(key)).findFirst();
  }
}
