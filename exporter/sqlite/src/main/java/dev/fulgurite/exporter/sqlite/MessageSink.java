package dev.fulgurite.exporter.sqlite;

/** Takes the messages of bodies, each once. */
interface MessageSink {
  /** Where the message lies, or will. */
  MessageReference keep(String message);
}
