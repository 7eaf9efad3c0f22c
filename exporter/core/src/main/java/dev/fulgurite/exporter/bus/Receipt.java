package dev.fulgurite.exporter.bus;

/**
 * What became of a published event: how many handlers it was for, by what they did.
 *
 * @param eventId the event's
 * @param handled handlers that have handled it
 * @param failed handlers that threw, or took too long
 * @param dropped handlers that did not get it, since their queue was full or the bus closed
 * @param pending handlers that have yet to come to it
 */
public record Receipt(String eventId, int handled, int failed, int dropped, int pending) {}
