/**
 * Takes out of a span what must not be kept, before it reaches a queue: values by attribute key,
 * and card numbers, e-mail addresses, API keys and the user's own patterns wherever they stand.
 */
@NullMarked
package dev.fulgurite.exporter.redact;

import org.jspecify.annotations.NullMarked;
