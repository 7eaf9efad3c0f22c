package dev.fulgurite.exporter.conversation;

import dev.fulgurite.api.Conversation;
import dev.fulgurite.api.ConversationBuilder;
import dev.fulgurite.api.ConversationMessage;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.SpanScan;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.exporter.training.CallContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a store knows of a session's conversation: the messages that were emitted, and those that
 * model calls were given and gave, each once and in order. Immutable.
 *
 * <pre>{@code
 * Conversation talk = StoredConversation.of(reader, "s-1").resume().config(config).build();
 * }</pre>
 */
public final class StoredConversation {
  private static final Comparator<StoredSpan> BY_TIME =
      Comparator.comparingLong(StoredConversation::saidAt)
          .thenComparingLong(StoredSpan::startEpochNanos);

  private final String sessionId;
  private final List<ConversationMessage> messages;

  private StoredConversation(String sessionId, List<ConversationMessage> messages) {
    this.sessionId = sessionId;
    this.messages = List.copyOf(messages);
  }

  /**
   * Reads a session; one that the store does not have has no messages. Blocks on the store.
   *
   * @throws dev.fulgurite.exporter.store.StoreException when the store cannot be read
   */
  public static StoredConversation of(SpanReader reader, String sessionId) {
    List<StoredSpan> spans = new ArrayList<>();
    SpanScan.forEach(
        reader,
        SpanQuery.builder().setSessionId(sessionId).build(),
        span -> {
          EventKind kind = EventKind.of(span);
          if (kind == EventKind.MESSAGE || kind == EventKind.LLM) {
            spans.add(span);
          }
        });
    spans.sort(BY_TIME);
    Transcript transcript = new Transcript();
    for (StoredSpan span : spans) {
      if (EventKind.of(span) == EventKind.LLM) {
        transcript.addCall(StoredMessages.of(CallContent.of(span)));
      } else {
        StoredMessages.emitted(span).ifPresent(transcript::addEmitted);
      }
    }
    return new StoredConversation(sessionId, transcript.messages());
  }

  /** Oldest first. */
  public List<ConversationMessage> messages() {
    return messages;
  }

  /** A conversation that goes on from here, within its bounds; nothing is emitted again. */
  public ConversationBuilder resume() {
    return Conversation.builder(sessionId).history(messages);
  }

  /** A call says something when it ends: its answer is the last to have been said. */
  private static long saidAt(StoredSpan span) {
    return EventKind.of(span) == EventKind.LLM ? span.endEpochNanos() : span.startEpochNanos();
  }
}
