package dev.fulgurite.exporter.live;

import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.delivery.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SessionStreamBuilder} was told.
 *
 * @param timeout of an iteration; null for none
 */
record StreamSettings(
    String session,
    int maxSize,
    OverflowPolicy policy,
    Duration blockTimeout,
    RetryPolicy retries,
    @Nullable Duration timeout) {}
