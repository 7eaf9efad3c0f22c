package dev.fulgurite.exporter.conversation;

/**
 * What has become of the messages given to a {@link ConversationGuard}, at any moment: {@code taken
 * = delivered + failed + dropped + pending}. Immutable.
 *
 * @param failed the listener threw at each try, or the time to close was over
 * @param dropped the oldest of too many that waited
 * @param pending waiting, or in the listener's hands
 * @param retries tries beyond the first
 * @param degraded whether the listener is left alone after failures in a row
 */
public record GuardStats(
    long taken,
    long delivered,
    long failed,
    long dropped,
    long pending,
    long retries,
    boolean degraded) {}
