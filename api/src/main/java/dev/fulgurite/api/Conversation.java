package dev.fulgurite.api;

import io.opentelemetry.api.trace.SpanContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was said in one session, within bounds: turns, tokens and memory. The oldest turns go first;
 * the system message stays; a tool's result never stays without its call. Each message is also
 * {@linkplain Emitter#message(Role, String) emitted} in the session's scope, so that the store has
 * those that had to go.
 *
 * <pre>{@code
 * try (Conversation talk = Conversation.builder("s-1").build()) {
 *   talk.add(Role.USER, question);
 *   talk.add(Role.ASSISTANT, model.answer(talk.context()));
 * }
 * }</pre>
 *
 * <p>Thread-safe. Adding waits for other threads that add, whose messages keep their order in the
 * context, the spans and the listeners; reading never waits for emitting or for listeners. What a
 * chat API would not take is refused with an {@link IllegalArgumentException} that says what to do,
 * and changes nothing; nothing else is thrown, whatever fails beneath.
 */
public final class Conversation implements AutoCloseable {
  private final Session session;
  private final Emitter emitter;
  private final TokenCounter counter;
  private final List<ConversationListener> listeners;
  private final ConversationCounts counts;

  /** Held by the thread that adds, for as long as it takes. */
  private final Object order = new Object();

  /** Guards {@link #turns}; never held while code of others runs. */
  private final Object state = new Object();

  private final Turns turns = new Turns();
  private volatile ConversationConfig config;
  private volatile boolean closed;

  Conversation(ConversationBuilder builder) {
    session = builder.session;
    emitter = builder.emitter;
    counter = new TokenCounter(builder.counter);
    listeners = List.copyOf(builder.listeners);
    counts = new ConversationCounts(builder.clock);
    config = builder.config;
    builder.history.forEach(this::remember);
  }

  private void remember(ConversationMessage message) {
    try {
      keep(weigh(message));
    } catch (Refusal beyondTheBounds) {
      counts.refused();
    }
  }

  /**
   * Starts to describe a conversation.
   *
   * @throws IllegalArgumentException if {@code sessionId} is null or empty
   */
  public static ConversationBuilder builder(String sessionId) {
    return builder(Session.builder(sessionId).build());
  }

  /**
   * Starts to describe a conversation whose messages are emitted with all that {@code session}
   * says; where one with the same id is open already, that one holds.
   *
   * @throws IllegalArgumentException if {@code session} is null
   */
  public static ConversationBuilder builder(Session session) {
    return new ConversationBuilder(Refusal.ifNull(session, "session"));
  }

  public String sessionId() {
    return session.id();
  }

  /**
   * Adds what someone says.
   *
   * @return the context of its span, to link rewards to; invalid where nothing listens
   * @throws IllegalArgumentException if it is empty, too large, or a tool's result without a call
   * @throws IllegalStateException if the conversation is closed
   */
  public SpanContext add(Role role, String content) {
    return add(() -> ConversationMessage.of(role, content));
  }

  /** As {@link #add(Role, String)}, the role as a chat API spells it, such as {@code user}. */
  public SpanContext add(String role, String content) {
    return add(() -> ConversationMessage.of(role(role), content));
  }

  /** As {@link #add(Role, String)}, for tool calls and their results. */
  public SpanContext add(ConversationMessage message) {
    return add(() -> Refusal.ifNull(message, "message"));
  }

  /** As {@link #add(Role, String)}, and says false where that throws. */
  public boolean tryAdd(Role role, String content) {
    try {
      add(role, content);
      return true;
    } catch (Refusal | IllegalStateException told) {
      return false;
    }
  }

  /** What to send to a model now, oldest first. A list of its own; its maps are immutable. */
  public List<Map<String, Object>> context() {
    synchronized (state) {
      List<Map<String, Object>> context = new ArrayList<>(turns.kept().messages());
      turns.forEach(message -> context.add(message.map()));
      return context;
    }
  }

  /** What {@link #context} holds, as messages. Immutable. */
  public List<ConversationMessage> messages() {
    synchronized (state) {
      List<ConversationMessage> messages = new ArrayList<>(turns.kept().messages());
      turns.forEach(message -> messages.add(message.message()));
      return Collections.unmodifiableList(messages);
    }
  }

  public ConversationStats stats() {
    synchronized (state) {
      return counts.stats(turns);
    }
  }

  /** Empty while {@code metricsEnabled} is false. */
  public Optional<ConversationMetrics> metrics() {
    if (!config.metricsEnabled()) {
      return Optional.empty();
    }
    synchronized (state) {
      return Optional.of(counts.metrics(turns, counter.isEstimate()));
    }
  }

  /** {@link #metrics} as JSON, <code>{}</code> while there are none. */
  public String exportMetrics() {
    return metrics().map(ConversationMetrics::toJson).orElse("{}");
  }

  public ConversationMemory memory() {
    synchronized (state) {
      return new ConversationMemory(turns.kept().bytes(), config.maxBytes());
    }
  }

  public ConversationConfig config() {
    return config;
  }

  /** {@link #config} as JSON, which {@link ConversationConfig#ofJson} reads. */
  public String exportConfig() {
    return config.toJson();
  }

  /**
   * Takes other bounds from now on: smaller ones evict at once.
   *
   * @throws IllegalArgumentException if the system message alone is beyond them
   */
  public void update(ConversationConfig config) {
    Refusal.ifNull(config, "config");
    synchronized (state) {
      turns.update(config);
      this.config = config;
    }
  }

  /**
   * Changes some settings by their keys, such as {@code max_turns}; all of them or none.
   *
   * @throws IllegalArgumentException if a key is unknown: names the nearest one; or a value wrong
   */
  public void update(Map<String, ?> settings) {
    synchronized (state) {
      update(config.with(settings));
    }
  }

  /** Forgets what was said, the system message too. Statistics go on. */
  public void clear() {
    synchronized (state) {
      turns.clear();
    }
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Waits for threads that are adding, then takes no more, and lets listeners finish, which may
   * block as they say. What was said can still be read. Closing again does nothing.
   */
  @Override
  public void close() {
    synchronized (order) {
      if (!closed) {
        closed = true;
        listeners.forEach(listener -> tell(() -> listener.closed(this)));
      }
    }
  }

  @Override
  public String toString() {
    return "Conversation{session=%s, config=%s, closed=%s}"
        .formatted(session.id(), config.toJson(), closed);
  }

  /** What the caller said may not even make a message: that counts too. */
  private interface Said {
    ConversationMessage message();
  }

  private SpanContext add(Said said) {
    try {
      return take(weigh(said.message()));
    } catch (Refusal | IllegalStateException refused) {
      counts.refused();
      if (config.loggingEnabled()) {
        ConversationLog.refused(session.id(), String.valueOf(refused.getMessage()));
      }
      throw refused;
    }
  }

  /** Counts tokens before any lock is taken: the counter is the program's. */
  private WeighedMessage weigh(ConversationMessage message) {
    int longest = config.maxMessageLength();
    if (message.content().length() > longest) {
      throw new Refusal(
          "content must be at most %d characters (max_message_length), was %d: cut or raise it"
              .formatted(longest, message.content().length()));
    }
    return WeighedMessage.of(message, counter);
  }

  private SpanContext take(WeighedMessage message) {
    long begin = System.nanoTime();
    synchronized (order) {
      if (closed) {
        throw new IllegalStateException(
            "conversation '" + Printable.text(session.id()) + "' is closed: build another one");
      }
      keep(message);
      SpanContext span = emit(message.message());
      counts.recorded(span.isValid());
      listeners.forEach(listener -> tell(() -> listener.added(this, message.message())));
      if (config.loggingEnabled()) {
        ConversationLog.added(session.id(), message, System.nanoTime() - begin);
      }
      return span;
    }
  }

  private void keep(WeighedMessage message) {
    synchronized (state) {
      turns.add(message, config);
      counts.took(message);
    }
  }

  private SpanContext emit(ConversationMessage message) {
    return session.call(
        () -> emitter.message(message.role(), message.content(), message.attributes()));
  }

  private interface Telling {
    void run() throws Exception;
  }

  private void tell(Telling telling) {
    try {
      telling.run();
    } catch (Throwable failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      counts.listenerFailed();
      Warnings.report("a conversation's listener failed", failure);
    }
  }

  private static Role role(String word) {
    return Role.ofWord(Refusal.ifEmpty(word, "role"))
        .orElseThrow(
            () ->
                new Refusal(
                    "role must be one of %s, was '%s'"
                        .formatted(
                            String.join(", ", Stream.of(Role.values()).map(Role::word).toList()),
                            Printable.text(word))));
  }
}
