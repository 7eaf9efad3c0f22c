package dev.fulgurite.exporter;

import dev.fulgurite.exporter.delivery.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a processor meets a destination in trouble.
 *
 * @param breakerFailures so many failures in a row, and nothing is sent for {@code breakerPause}
 */
record DeliverySettings(
    RetryPolicy retryPolicy,
    int breakerFailures,
    Duration breakerPause,
    Duration failoverLatency,
    boolean splitByAttempt,
    @Nullable Quarantine quarantine) {}
