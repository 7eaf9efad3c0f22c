package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.exporter.bus.BusEvent;
import dev.fulgurite.exporter.bus.BusEventType;
import dev.fulgurite.exporter.bus.EventHandler;
import java.time.Duration;

/** Alerts of errors, with severity high, and of agents that took long, as a warning. */
public final class AlertingHandler implements EventHandler {
  /** 5,000 milliseconds. */
  public static final Duration DEFAULT_SLOW = Duration.ofSeconds(5);

  private static final String NOBODY = "unnamed";

  private final Duration slow;
  private final AlertTarget target;

  private AlertingHandler(Duration slow, AlertTarget target) {
    this.slow = requireNonNull(slow, "slow");
    this.target = requireNonNull(target, "target");
  }

  /** Alerts {@code target}; slow is what takes longer than {@link #DEFAULT_SLOW}. */
  public static AlertingHandler of(AlertTarget target) {
    return of(DEFAULT_SLOW, target);
  }

  /** Alerts {@code target}; slow is what takes longer than {@code slow}. */
  public static AlertingHandler of(Duration slow, AlertTarget target) {
    return new AlertingHandler(slow, target);
  }

  @Override
  public void handle(BusEvent event) throws Exception {
    String agent = event.agent() == null ? NOBODY : event.agent();
    Duration time = event.executionTime();
    if (event.type().equals(BusEventType.ERROR_OCCURRED)) {
      target.send(new Alert(Alert.Severity.HIGH, "Agent error: " + agent, reason(event), event));
    } else if (event.type().equals(BusEventType.AGENT_COMPLETED)
        && time != null
        && time.compareTo(slow) > 0) {
      String message = "Execution took " + time.toMillis() + " ms";
      target.send(new Alert(Alert.Severity.WARNING, "Slow agent: " + agent, message, event));
    }
  }

  private static String reason(BusEvent event) {
    String message = event.errorMessage();
    return message == null ? String.valueOf(event.errorType()) : message;
  }
}
