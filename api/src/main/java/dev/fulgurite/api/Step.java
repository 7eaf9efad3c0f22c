package dev.fulgurite.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message and the tool results that answer it: they stay, or go, together. Not thread-safe. */
final class Step {
  private final List<WeighedMessage> messages = new ArrayList<>();
  private final Weight weight = new Weight();

  Step(WeighedMessage first) {
    add(first);
  }

  void add(WeighedMessage message) {
    messages.add(message);
    weight.add(message);
  }

  List<WeighedMessage> messages() {
    return messages;
  }

  Weight weight() {
    return weight;
  }

  boolean isQuestion() {
    return messages.get(0).message().role() == Role.USER;
  }

  /** Whether a tool's result that names {@code callId} belongs here; null for any call. */
  boolean calls(@Nullable String callId) {
    ConversationMessage first = messages.get(0).message();
    if (first.role() != Role.ASSISTANT) {
      return false;
    }
    return callId == null || first.toolCalls().stream().anyMatch(call -> call.id().equals(callId));
  }
}
