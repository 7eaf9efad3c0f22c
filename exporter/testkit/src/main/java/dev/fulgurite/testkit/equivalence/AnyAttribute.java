package dev.fulgurite.testkit.equivalence;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** An attribute that stores look at, in its own type or in another, or one that nobody knows. */
record AnyAttribute<T>(AttributeKey<T> key, T value) {
  private static final Arbitrary<Long> LONGS =
      Arbitraries.of(0L, 1L, 9L, 10L, -1L, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE);
  private static final Arbitrary<Double> DOUBLES =
      Arbitraries.of(
          0.0,
          -0.0,
          0.5,
          1.0,
          9.5,
          10.0,
          1 / 3.0,
          1e300,
          Double.MIN_VALUE,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY);
  private static final Arbitrary<Boolean> BOOLEANS = Arbitraries.of(true, false);
  private static final Arbitrary<Long> TOKENS =
      Arbitraries.of(0L, 7L, 100L, -5L, 1_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE);
  private static final Arbitrary<String> TEXTS = OddText.any();
  static final Arbitrary<String> KEYS =
      Arbitraries.of(
          "k",
          "K",
          "key",
          "ключ",
          "a'b\"c",
          "$.k",
          "nul\u0000key",
          "odd\ud83ckey",
          Fulgurite.SESSION_ID,
          Fulgurite.USER_ID,
          Fulgurite.TAGS,
          GenAi.AGENT_NAME,
          GenAi.REQUEST_MODEL,
          AgentLightning.ROLLOUT_ID,
          AgentLightning.PRIMARY_REWARD_VALUE,
          AgentLightning.TAG + ".0");

  void putInto(AttributesBuilder attributes) {
    attributes.put(key, value);
  }

  static Arbitrary<AnyAttribute<?>> any() {
    return Arbitraries.oneOf(known(), known(), ofAnyType());
  }

  private static Arbitrary<AnyAttribute<?>> known() {
    return Arbitraries.oneOf(
        shown(Fulgurite.SESSION_SOURCE),
        shown(Fulgurite.USER_ID),
        shown(GenAi.AGENT_NAME),
        shown(GenAi.REQUEST_MODEL),
        text(GenAi.RESPONSE_MODEL),
        text(GenAi.TOOL_NAME),
        text(AgentLightning.ROLLOUT_ID),
        text(AgentLightning.ATTEMPT_ID),
        text(AgentLightning.TAG + ".1"),
        with(AttributeKey.stringKey(GenAi.OPERATION_NAME), operations()),
        with(AttributeKey.stringArrayKey(Fulgurite.TAGS), TEXTS.list().ofMaxSize(3)),
        with(AttributeKey.valueKey(GenAi.INPUT_MESSAGES), values()),
        with(AttributeKey.longKey(GenAi.USAGE_INPUT_TOKENS), TOKENS),
        with(AttributeKey.stringKey(GenAi.USAGE_INPUT_TOKENS), TEXTS),
        with(AttributeKey.longKey(GenAi.USAGE_OUTPUT_TOKENS), TOKENS),
        with(AttributeKey.doubleKey(AgentLightning.PRIMARY_REWARD_VALUE), DOUBLES));
  }

  private static Arbitrary<String> operations() {
    return Arbitraries.of(GenAi.CHAT, GenAi.EXECUTE_TOOL, GenAi.INVOKE_AGENT, "embeddings", "?");
  }

  private static Arbitrary<AnyAttribute<?>> text(String key) {
    return with(AttributeKey.stringKey(key), TEXTS);
  }

  private static Arbitrary<AnyAttribute<?>> shown(String key) {
    return with(AttributeKey.stringKey(key), OddText.shown());
  }

  private static <T> Arbitrary<AnyAttribute<?>> with(AttributeKey<T> key, Arbitrary<T> values) {
    return values.map(value -> new AnyAttribute<>(key, value));
  }

  private static Arbitrary<AnyAttribute<?>> ofAnyType() {
    return KEYS.flatMap(
        key ->
            Arbitraries.oneOf(
                shown(key),
                with(AttributeKey.longKey(key), LONGS),
                with(AttributeKey.doubleKey(key), DOUBLES),
                with(AttributeKey.booleanKey(key), BOOLEANS),
                with(AttributeKey.stringArrayKey(key), TEXTS.list().ofMaxSize(3)),
                with(AttributeKey.longArrayKey(key), LONGS.list().ofMaxSize(3)),
                with(AttributeKey.doubleArrayKey(key), DOUBLES.list().ofMaxSize(3)),
                with(AttributeKey.booleanArrayKey(key), BOOLEANS.list().ofMaxSize(3)),
                with(AttributeKey.valueKey(key), values())));
  }

  /** Messages and the like; lists of one type would be arrays. */
  private static Arbitrary<Value<?>> values() {
    Arbitrary<Value<?>> leaf =
        Arbitraries.oneOf(
            TEXTS.map(Value::of),
            TEXTS.map(Value::of),
            LONGS.map(Value::of),
            DOUBLES.map(Value::of),
            Arbitraries.just(Value.of(new byte[] {0, -1, 'b'})),
            Arbitraries.just(Value.empty()));
    return Combinators.combine(OddText.any(), leaf, leaf)
        .as(
            (key, one, other) ->
                Value.of(Value.of(KeyValue.of(key, one), KeyValue.of("content", other)), one));
  }
}
