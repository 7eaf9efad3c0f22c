package dev.fulgurite.exporter.bus.handler;

import java.lang.System.Logger.Level;

/** Where alerts go: a callback of one's own, {@link #log()} or a {@link WebhookAlerts}. */
@FunctionalInterface
public interface AlertTarget {
  /** Takes an alert; what it throws counts as a failure of the handler. */
  void send(Alert alert) throws Exception;

  /** To the platform's logger: errors as errors, warnings as warnings. */
  static AlertTarget log() {
    System.Logger logger = System.getLogger(AlertingHandler.class.getName());
    return alert ->
        logger.log(
            alert.severity() == Alert.Severity.HIGH ? Level.ERROR : Level.WARNING,
            alert.title() + ": " + alert.message());
  }
}
