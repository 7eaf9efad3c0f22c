/**
 * Fulgurite in a Spring Boot application: keeps what the application's own OpenTelemetry SDK
 * records, and lets {@code Emitter.global()} find that SDK, which Spring never makes the global
 * one.
 */
@NullMarked
package dev.fulgurite.spring;

import org.jspecify.annotations.NullMarked;
