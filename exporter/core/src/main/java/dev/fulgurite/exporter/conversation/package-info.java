/**
 * Conversations and what is around them: {@link ConversationGuard} stands between a conversation
 * and a listener that may fail, {@link StoredConversation} is what a store still knows of one.
 */
@NullMarked
package dev.fulgurite.exporter.conversation;

import org.jspecify.annotations.NullMarked;
