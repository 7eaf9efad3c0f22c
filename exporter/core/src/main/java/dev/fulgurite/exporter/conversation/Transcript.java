package dev.fulgurite.exporter.conversation;

import dev.fulgurite.api.ConversationMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts together what was said from sources that repeat one another: each model call repeats the
 * history, and a message that was emitted stands in the next call's prompt too. What a source has
 * in common with the transcript, looked for in its order, is there already; the rest is new. Not
 * thread-safe.
 */
final class Transcript {
  private static final int NOWHERE = -1;

  private final List<ConversationMessage> said = new ArrayList<>();

  /** Behind the latest emitted message: one that is emitted twice was said twice. */
  private int emitted;

  List<ConversationMessage> messages() {
    return said;
  }

  void addEmitted(ConversationMessage message) {
    int place = find(message, emitted);
    if (place == NOWHERE) {
      said.add(message);
      emitted = said.size();
    } else {
      merge(place, message);
      emitted = place + 1;
    }
  }

  /** What one model call was given and gave. What it adds at its end was said last of all. */
  void addCall(List<ConversationMessage> heard) {
    int[] places = places(heard);
    int last = heard.size() - 1;
    while (last >= 0 && places[last] == NOWHERE) {
      last--;
    }
    int inserted = 0;
    int next = last < 0 ? 0 : firstKnown(places);
    for (int i = 0; i <= last; i++) {
      if (places[i] == NOWHERE) {
        insert(next++, heard.get(i));
        inserted++;
      } else {
        merge(places[i] + inserted, heard.get(i));
        next = places[i] + inserted + 1;
      }
    }
    said.addAll(heard.subList(last + 1, heard.size()));
  }

  private int[] places(List<ConversationMessage> heard) {
    int[] places = new int[heard.size()];
    int from = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = find(heard.get(i), from);
      from = places[i] == NOWHERE ? from : places[i] + 1;
    }
    return places;
  }

  private static int firstKnown(int[] places) {
    int first = 0;
    while (places[first] == NOWHERE) {
      first++;
    }
    return places[first];
  }

  private int find(ConversationMessage message, int from) {
    for (int i = from; i < said.size(); i++) {
      if (isSame(said.get(i), message)) {
        return i;
      }
    }
    return NOWHERE;
  }

  private void insert(int place, ConversationMessage message) {
    said.add(place, message);
    emitted += place < emitted ? 1 : 0;
  }

  /** Keeps the one that says more: an emitted answer may not tell its tool calls. */
  private void merge(int place, ConversationMessage other) {
    ConversationMessage known = said.get(place);
    if (known.toolCalls().isEmpty() && known.toolCallId() == null) {
      said.set(place, other);
    }
  }

  private static boolean isSame(ConversationMessage one, ConversationMessage other) {
    if (one.role() != other.role() || !one.content().equals(other.content())) {
      return false;
    }
    return one.toolCalls().isEmpty()
        || other.toolCalls().isEmpty()
        || one.toolCalls().equals(other.toolCalls());
  }
}
