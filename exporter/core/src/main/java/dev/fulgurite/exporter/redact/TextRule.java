package dev.fulgurite.exporter.redact;

/** Finds one kind of secret in a text. Thread-safe. */
interface TextRule {
  /** {@code text} itself where there is nothing to find. JSON stays JSON. */
  String apply(String text);

  /** What stands in a secret's place. */
  static String mark(String kind) {
    return "[redacted:" + kind + "]";
  }
}
