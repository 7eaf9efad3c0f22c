package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.EventKind;
import java.util.Locale;

/** What people ask spans for by a word of its own. A field that a span lacks compares as absent. */
public enum SpanField {
  /** As sessions are told apart: the trace id where no session was named. */
  SESSION(Type.TEXT),
  TRACE(Type.TEXT),
  SPAN(Type.TEXT),
  PARENT(Type.TEXT),
  ROLLOUT(Type.TEXT),
  ATTEMPT(Type.TEXT),
  USER(Type.TEXT),
  /** Any of the session's tags and of the reward's. */
  TAG(Type.TEXT),
  AGENT(Type.TEXT),
  /** The model that was asked for or the one that answered. */
  MODEL(Type.TEXT),
  TOOL(Type.TEXT),
  KIND(Type.KIND),
  NAME(Type.TEXT),
  /** {@code unset}, {@code ok} or {@code error}. */
  STATUS(Type.STATUS),
  /** {@code service.name} of the resource. */
  SERVICE(Type.TEXT),
  /** Nanoseconds since the epoch. */
  START(Type.TIME),
  /** Nanoseconds. */
  DURATION(Type.DURATION),
  /**
   * Of a model call, from 0 to {@link SpanFacts#MAX_TOKENS}; absent on any other span, whose usage
   * only repeats its calls'.
   */
  INPUT_TOKENS(Type.COUNT),
  OUTPUT_TOKENS(Type.COUNT),
  /** The primary reward. */
  REWARD(Type.NUMBER);

  /** What a field's values are. */
  public enum Type {
    /** A {@link String}. */
    TEXT,
    /** {@link EventKind#word()}. */
    KIND,
    /** A status code in lower case. */
    STATUS,
    /** A {@link Long}, nanoseconds since the epoch. */
    TIME,
    /** A {@link Long}, nanoseconds. */
    DURATION,
    /** A {@link Long}. */
    COUNT,
    /** A {@link Double}. */
    NUMBER
  }

  private final String word = name().toLowerCase(Locale.ROOT);
  private final Type type;

  SpanField(Type type) {
    this.type = type;
  }

  /** As it is written in a filter: lower case. */
  public String word() {
    return word;
  }

  public Type type() {
    return type;
  }
}
