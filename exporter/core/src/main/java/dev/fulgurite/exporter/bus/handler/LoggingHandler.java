package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventHandler;
import java.lang.System.Logger.Level;

/** One line for each event; errors as errors, with their type, user and session. */
public final class LoggingHandler implements EventHandler {
  private final System.Logger logger;

  private LoggingHandler(System.Logger logger) {
    this.logger = requireNonNull(logger, "logger");
  }

  /** To the logger of this class's name. */
  public static LoggingHandler create() {
    return of(System.getLogger(LoggingHandler.class.getName()));
  }

  /** To {@code logger}. */
  public static LoggingHandler of(System.Logger logger) {
    return new LoggingHandler(logger);
  }

  @Override
  public void handle(BusEvent event) {
    if (event.type().equals(BusEventType.ERROR_OCCURRED)) {
      logger.log(
          Level.ERROR,
          "Error in %s: %s (type: %s, user: %s, session: %s)"
              .formatted(
                  event.agent(),
                  event.errorMessage(),
                  event.errorType(),
                  event.user(),
                  event.session()));
    } else {
      logger.log(
          Level.INFO,
          "Event: %s, agent: %s, user: %s".formatted(event.type(), event.agent(), event.user()));
    }
  }
}
