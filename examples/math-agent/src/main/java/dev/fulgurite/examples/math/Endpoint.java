package dev.fulgurite.examples.math;

import dev.langchain4j.model.chat.ChatModel;

/** Where the model is. */
interface Endpoint extends AutoCloseable {
  ChatModel model();

  /** How many model calls it has answered so far. */
  long modelCalls();

  /** For people. */
  String description();

  @Override
  void close();
}
