package dev.fulgurite.api;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Conversation}. Each method throws {@link IllegalArgumentException} where it is
 * given null. Not thread-safe.
 */
public final class ConversationBuilder {
  final Session session;
  final List<ConversationListener> listeners = new ArrayList<>();
  Emitter emitter = Emitter.global();
  ConversationConfig config = ConversationConfig.DEFAULTS;
  Clock clock = Clock.systemUTC();
  List<ConversationMessage> history = List.of();
  @Nullable ToIntFunction<String> counter;

  ConversationBuilder(Session session) {
    this.session = session;
  }

  /** Default {@link ConversationConfig#DEFAULTS}. */
  public ConversationBuilder config(ConversationConfig config) {
    this.config = Refusal.ifNull(config, "config");
    return this;
  }

  /** Default {@link Emitter#global}. */
  public ConversationBuilder emitter(Emitter emitter) {
    this.emitter = Refusal.ifNull(emitter, "emitter");
    return this;
  }

  /**
   * How many tokens a text has, asked once for each message. Default an estimate from the length,
   * which metrics say is one. Where it throws, the estimate holds.
   */
  public ConversationBuilder tokenCounter(ToIntFunction<String> counter) {
    this.counter = Refusal.ifNull(counter, "counter");
    return this;
  }

  /** Adds a listener, after those before it. */
  public ConversationBuilder listener(ConversationListener listener) {
    listeners.add(Refusal.ifNull(listener, "listener"));
    return this;
  }

  /**
   * What was said before, oldest first. It is not emitted, nor told to listeners, again. What the
   * bounds do not allow counts as evicted, or as an error where it could not even be added.
   */
  public ConversationBuilder history(List<ConversationMessage> messages) {
    this.history = List.copyOf(Refusal.ifNull(messages, "messages"));
    return this;
  }

  /** Default the system's. */
  public ConversationBuilder clock(Clock clock) {
    this.clock = Refusal.ifNull(clock, "clock");
    return this;
  }

  public Conversation build() {
    return new Conversation(this);
  }
}
