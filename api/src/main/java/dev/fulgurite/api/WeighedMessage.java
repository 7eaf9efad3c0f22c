package dev.fulgurite.api;

import java.util.Map;

/** A message with what it weighs, counted once, and its form for a chat API, made once. */
record WeighedMessage(
    ConversationMessage message, Map<String, Object> map, int tokens, long bytes) {
  /** The records, the map, and the slots they stand in. */
  private static final long OVERHEAD = 160;

  private static final long PER_TEXT = 40;
  private static final int LATIN_1 = 0xFF;

  static WeighedMessage of(ConversationMessage message, TokenCounter counter) {
    long bytes = OVERHEAD + bytes(message.content());
    for (ToolCall call : message.toolCalls()) {
      bytes += OVERHEAD + bytes(call.id()) + bytes(call.name()) + bytes(call.arguments());
    }
    String answered = message.toolCallId();
    bytes += answered == null ? 0 : bytes(answered);
    return new WeighedMessage(message, message.toMap(), counter.count(message.text()), bytes);
  }

  int length() {
    return message.content().length();
  }

  /** As the JVM holds it: a byte a character, two where one is beyond Latin-1. */
  private static long bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LATIN_1) {
        return PER_TEXT + 2L * text.length();
      }
    }
    return PER_TEXT + text.length();
  }
}
