package dev.fulgurite.api;

import dev.fulgurite.api.ConversationStats.Eviction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a conversation keeps, within its bounds after every call. Whole turns go,
 * oldest first; of the last one its oldest steps. The system message stays. Not thread-safe.
 */
final class Turns {
  private static final double CLEANED_TO = 0.8;

  private final Deque<Turn> turns = new ArrayDeque<>();
  private final Weight kept = new Weight();
  private final Map<Eviction, Long> evicted = new EnumMap<>(Eviction.class);
  private @Nullable Step system;

  Weight kept() {
    return kept;
  }

  int count() {
    return turns.size();
  }

  Map<Eviction, Long> evicted() {
    return Map.copyOf(evicted);
  }

  /** Each message kept, in order. */
  void forEach(Consumer<WeighedMessage> consumer) {
    if (system != null) {
      system.messages().forEach(consumer);
    }
    turns.forEach(turn -> turn.steps().forEach(step -> step.messages().forEach(consumer)));
  }

  /**
   * Adds it and makes room for it.
   *
   * @throws IllegalArgumentException if it cannot be kept at all; nothing has changed then
   */
  void add(WeighedMessage message, ConversationConfig config) {
    Role role = message.message().role();
    if (role == Role.SYSTEM) {
      requireRoom(message, new Weight(), config);
      replaceSystem(message);
    } else if (role == Role.TOOL) {
      Step call = answered(message.message().toolCallId());
      requireRoom(message, withSystem(call.weight()), config);
      call.add(message);
      kept.add(message);
    } else {
      requireRoom(message, withSystem(new Weight()), config);
      begin(new Step(message));
    }
    fit(config);
  }

  /**
   * Makes what is kept fit {@code config}.
   *
   * @throws IllegalArgumentException if not even the system message does; nothing has changed then
   */
  void update(ConversationConfig config) {
    if (system != null) {
      requireRoom(system.messages().get(0), new Weight(), config);
    }
    fit(config);
  }

  void clear() {
    if (system != null) {
      evict(system, Eviction.CLEARED);
      system = null;
    }
    while (!turns.isEmpty()) {
      evictTurn(Eviction.CLEARED);
    }
  }

  private void replaceSystem(WeighedMessage message) {
    if (system != null) {
      evict(system, Eviction.REPLACED);
    }
    system = new Step(message);
    kept.add(message);
  }

  private void begin(Step step) {
    if (step.isQuestion() || turns.isEmpty()) {
      turns.addLast(new Turn(step));
    } else {
      turns.getLast().steps().addLast(step);
    }
    kept.add(step.weight());
  }

  private Step answered(@Nullable String callId) {
    for (Iterator<Turn> newest = turns.descendingIterator(); newest.hasNext(); ) {
      Step step = newest.next().calling(callId);
      if (step != null) {
        return step;
      }
    }
    throw new Refusal(
        "role 'tool' needs the call it answers%s, which is not there or has been evicted: add the "
                .formatted(callId == null ? "" : " ('" + Printable.text(callId) + "')")
            + "assistant's message first, or raise the bounds");
  }

  private Weight withSystem(Weight other) {
    Weight sum = new Weight();
    sum.add(other);
    if (system != null) {
      sum.add(system.weight());
    }
    return sum;
  }

  private static void requireRoom(
      WeighedMessage message, Weight beside, ConversationConfig config) {
    if (message.tokens() + beside.tokens() > config.maxTokens()) {
      throw tooLarge(
          message.tokens() + " tokens", beside.tokens(), "max_tokens=" + config.maxTokens());
    }
    if (message.bytes() + beside.bytes() > config.maxBytes()) {
      throw tooLarge(
          message.bytes() + " bytes", beside.bytes(), "max_memory_mb=" + config.maxMemoryMb());
    }
  }

  private static Refusal tooLarge(String size, long beside, String bound) {
    String with = beside == 0 ? "" : " beside " + beside + " that cannot go";
    return new Refusal(
        "content is too large: %s%s, with %s; shorten it or raise the bound"
            .formatted(size, with, bound));
  }

  private void fit(ConversationConfig config) {
    while (turns.size() > config.maxTurns()) {
      evictTurn(Eviction.TURNS);
    }
    while (kept.tokens() > config.maxTokens()) {
      evictOldest(Eviction.TOKENS);
    }
    if (kept.bytes() > config.maxBytes()) {
      cleanUp(config);
    }
  }

  private void cleanUp(ConversationConfig config) {
    long before = kept.bytes();
    while (kept.bytes() > CLEANED_TO * config.maxBytes() && hasMoreThanOneStep()) {
      evictOldest(Eviction.MEMORY);
    }
    while (kept.bytes() > config.maxBytes()) {
      evictOldest(Eviction.MEMORY);
    }
    Warnings.report(
        "a conversation was cleaned up",
        "from %d to %d bytes (max_memory_mb=%s)"
            .formatted(before, kept.bytes(), config.maxMemoryMb()));
  }

  private boolean hasMoreThanOneStep() {
    return turns.size() > 1 || (turns.size() == 1 && turns.getLast().steps().size() > 1);
  }

  private void evictOldest(Eviction reason) {
    if (turns.size() > 1) {
      evictTurn(reason);
      return;
    }
    Turn last = turns.getLast();
    evict(last.removeOldest(), reason);
    if (last.steps().isEmpty()) {
      turns.removeLast();
    }
  }

  private void evictTurn(Eviction reason) {
    turns.removeFirst().steps().forEach(step -> evict(step, reason));
  }

  private void evict(Step step, Eviction reason) {
    kept.subtract(step.weight());
    evicted.merge(reason, (long) step.weight().messages(), Long::sum);
  }
}
