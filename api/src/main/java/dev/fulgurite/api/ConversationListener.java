package dev.fulgurite.api;

/**
 * Told of the messages of a {@link Conversation}, as to keep them in a database of one's own. It is
 * called by the adding thread, in the messages' order, one call at a time for a conversation. What
 * it throws is counted and costs a warning, and the conversation goes on.
 */
@FunctionalInterface
public interface ConversationListener {
  /** {@code message} has been taken. */
  void added(Conversation conversation, ConversationMessage message) throws Exception;

  /** No message will follow; called once. Whatever waits is to be finished now. */
  default void closed(Conversation conversation) throws Exception {}
}
