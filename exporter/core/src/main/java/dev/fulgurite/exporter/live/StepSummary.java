package dev.fulgurite.exporter.live;

import java.time.Instant;

/**
 * A session's steps at a glance.
 *
 * @param totalSteps of every kind, ends included
 * @param finished whether the stream that emitted last was completed
 * @param start when the first was emitted
 * @param end when the last was
 */
public record StepSummary(
    String sessionId,
    long totalSteps,
    long toolCalls,
    long errors,
    boolean hasFinalResponse,
    boolean finished,
    Instant start,
    Instant end) {}
