package dev.fulgurite.exporter.live;

import dev.fulgurite.exporter.store.SpanReader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the steps of the past are.
 *
 * @param reader gives null while the store is not open
 * @param flush brings what was emitted into the store
 * @param timeout how long a reader waits for a step that is not in the store yet
 */
record Past(
    Supplier<? extends @Nullable SpanReader> reader,
    Supplier<CompletableResultCode> flush,
    Duration timeout) {}
