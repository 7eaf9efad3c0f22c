package dev.fulgurite.exporter.redis;

import java.util.Map;

/**
 * An entry to be.
 *
 * @param fields in their order; nobody changes them
 */
record Append(String stream, Map<String, String> fields) {}
