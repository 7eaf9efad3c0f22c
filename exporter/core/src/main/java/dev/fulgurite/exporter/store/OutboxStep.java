package dev.fulgurite.exporter.store;

/**
 * How far a partition was dealt with.
 *
 * @param position everything up to it was delivered or given up
 * @param taken spans among it that were read; what the store removed meanwhile is no loss then
 */
public record OutboxStep(int partition, long position, int taken) {}
