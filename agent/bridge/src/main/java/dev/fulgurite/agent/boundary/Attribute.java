package dev.fulgurite.agent.boundary;

/**
 * One attribute as it crosses.
 *
 * @param type the name of OpenTelemetry's type, such as {@code STRING} or {@code LONG_ARRAY}
 * @param value String, Long, Double, Boolean or a list of one of them
 */
public record Attribute(String key, String type, Object value) {}
