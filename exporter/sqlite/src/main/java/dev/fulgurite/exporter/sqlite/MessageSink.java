package dev.fulgurite.exporter.sqlite;

/** Takes the messages of bodies, each once. */
interface MessageSink {
  /** Where the message lies, or will. */
  MessageReference keep(String message);

  /** The number of a short text that spans of a block share; negative where it shares none. */
  int share(String text);
}
