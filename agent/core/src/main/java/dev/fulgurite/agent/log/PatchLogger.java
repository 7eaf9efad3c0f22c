package dev.fulgurite.agent.log;

import java.util.ResourceBundle;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands where the agent's third parties call {@code java.util.logging.Logger}: the packaged jar is
 * rewritten to it, since the JDK's would fix the log manager before the application could. What it
 * is told is not repeated: what a user must know, the ledger and {@link Console} say.
 */
public final class PatchLogger {
  /** As {@code java.util.logging.Logger.GLOBAL_LOGGER_NAME}. */
  public static final String GLOBAL_LOGGER_NAME = "global";

  private final @Nullable String name;

  private PatchLogger(@Nullable String name) {
    this.name = name;
  }

  public static PatchLogger getLogger(String name) {
    return new PatchLogger(name);
  }

  public static PatchLogger getLogger(String name, @Nullable String bundle) {
    return new PatchLogger(name);
  }

  public static PatchLogger getAnonymousLogger() {
    return new PatchLogger(null);
  }

  public static PatchLogger getGlobal() {
    return new PatchLogger(GLOBAL_LOGGER_NAME);
  }

  public @Nullable String getName() {
    return name;
  }

  public Level getLevel() {
    return Level.OFF;
  }

  public void setLevel(Level level) {}

  public boolean isLoggable(Level level) {
    return false;
  }

  public @Nullable ResourceBundle getResourceBundle() {
    return null;
  }

  public void log(LogRecord entry) {}

  public void log(Level level, String message) {}

  public void log(Level level, String message, @Nullable Object parameter) {}

  public void log(Level level, String message, Object @Nullable [] parameters) {}

  public void log(Level level, String message, @Nullable Throwable thrown) {}

  public void log(Level level, Supplier<String> message) {}

  public void log(Level level, @Nullable Throwable thrown, Supplier<String> message) {}

  public void logp(Level level, String type, String method, String message) {}

  public void logp(
      Level level, String type, String method, String message, @Nullable Throwable thrown) {}

  public void severe(String message) {}

  public void severe(Supplier<String> message) {}

  public void warning(String message) {}

  public void warning(Supplier<String> message) {}

  public void info(String message) {}

  public void info(Supplier<String> message) {}

  public void config(String message) {}

  public void fine(String message) {}

  public void fine(Supplier<String> message) {}

  public void finer(String message) {}

  public void finer(Supplier<String> message) {}

  public void finest(String message) {}

  public void finest(Supplier<String> message) {}

  public void entering(String type, String method) {}

  public void exiting(String type, String method) {}

  public void throwing(String type, String method, Throwable thrown) {}
}
