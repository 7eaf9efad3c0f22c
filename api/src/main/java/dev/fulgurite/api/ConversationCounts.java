package dev.fulgurite.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counters of a conversation. Its state's lock guards what is no adder. */
final class ConversationCounts {
  private final Clock clock;
  private final Instant start;
  private final Map<Role, Long> taken = new EnumMap<>(Role.class);
  private final LongAdder refused = new LongAdder();
  private final LongAdder unrecorded = new LongAdder();
  private final LongAdder listenerFailures = new LongAdder();
  private long tokens;
  private @Nullable Instant lastUpdate;

  ConversationCounts(Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  void took(WeighedMessage message) {
    taken.merge(message.message().role(), 1L, Long::sum);
    tokens += message.tokens();
    lastUpdate = clock.instant();
  }

  void refused() {
    refused.increment();
  }

  void recorded(boolean recorded) {
    if (!recorded) {
      unrecorded.increment();
    }
  }

  void listenerFailed() {
    listenerFailures.increment();
  }

  ConversationStats stats(Turns turns) {
    return new ConversationStats(
        taken.values().stream().mapToLong(Long::longValue).sum(),
        taken(Role.USER),
        taken(Role.ASSISTANT),
        taken(Role.SYSTEM),
        taken(Role.TOOL),
        refused.sum(),
        turns.kept().messages(),
        turns.evicted(),
        unrecorded.sum(),
        listenerFailures.sum(),
        Duration.between(start, clock.instant()));
  }

  ConversationMetrics metrics(Turns turns, boolean estimated) {
    return new ConversationMetrics(
        stats(turns),
        tokens,
        turns.kept().tokens(),
        turns.count(),
        estimated,
        turns.kept().averageLength(),
        start,
        lastUpdate);
  }

  private long taken(Role role) {
    return taken.getOrDefault(role, 0L);
  }
}
