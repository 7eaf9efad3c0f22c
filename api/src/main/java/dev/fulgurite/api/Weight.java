package dev.fulgurite.api;

/** Sums over messages. Not thread-safe. */
final class Weight {
  private int messages;
  private long tokens;
  private long bytes;
  private long characters;

  void add(WeighedMessage message) {
    messages++;
    tokens += message.tokens();
    bytes += message.bytes();
    characters += message.length();
  }

  void add(Weight other) {
    messages += other.messages;
    tokens += other.tokens;
    bytes += other.bytes;
    characters += other.characters;
  }

  void subtract(Weight other) {
    messages -= other.messages;
    tokens -= other.tokens;
    bytes -= other.bytes;
    characters -= other.characters;
  }

  int messages() {
    return messages;
  }

  long tokens() {
    return tokens;
  }

  long bytes() {
    return bytes;
  }

  double averageLength() {
    return messages == 0 ? 0 : (double) characters / messages;
  }
}
