package dev.fulgurite.agent.core;

import dev.fulgurite.agent.home.OfficialAgent;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** At exit: delivers what is queued, within the deadline, and says how much there was. */
record Farewell(
    Pipeline pipeline, StorePlace place, Duration deadline, BooleanSupplier applicationSdk)
    implements Runnable {
  private static final String NOTHING =
      "0 spans recorded: nothing that is instrumented ran; the places that are: java -jar"
          + " fulgurite-agent.jar --list-hooks";
  private static final String NONE_KEPT =
      "0 spans recorded: spans were started, and none was kept; look at OTEL_TRACES_SAMPLER,"
          + " fulgurite.store and the lines above";
  private static final String ELSEWHERE =
      "0 spans recorded: the application has an OpenTelemetry SDK of its own, which got what there"
          + " was; fulgurite.agent.tap-sdk=true keeps it here too";

  /** The thread starts when the JVM stops, and runs {@code first} before anything else. */
  void register(Runnable first) {
    Thread thread = new Thread(null, new InOrder(first, this), "fulgurite-exit", 0, false);
    thread.setContextClassLoader(null);
    Runtime.getRuntime().addShutdownHook(thread);
  }

  private record InOrder(Runnable first, Runnable then) implements Runnable {
    @Override
    public void run() {
      Console.guard("the last remarks", first);
      then.run();
    }
  }

  @Override
  public void run() {
    Console.guard("delivering the last spans", () -> pipeline.close(deadline));
    Console.guard("the last line", () -> Console.line(summary(pipeline.ledgers(), place, why())));
  }

  private String why() {
    return whyNone(pipeline.isAsked(), applicationSdk.getAsBoolean());
  }

  /** What to say where nothing was recorded. */
  static String whyNone(boolean asked, boolean applicationSdk) {
    if (asked) {
      return NONE_KEPT;
    }
    return OfficialAgent.whyNone(applicationSdk ? ELSEWHERE : NOTHING);
  }

  static String summary(Map<String, LedgerSnapshot> ledgers, StorePlace place, String none) {
    return ledgers.entrySet().stream()
        .findFirst()
        .filter(first -> first.getValue().emitted() > 0)
        .map(
            first ->
                summary(first.getKey(), first.getValue(), place)
                    + lostElsewhere(ledgers, first.getKey())
                    + place.howToRead())
        .orElse(none);
  }

  private static String summary(String destination, LedgerSnapshot ledger, StorePlace place) {
    StringBuilder text = new StringBuilder();
    text.append(ledger.emitted()).append(" spans recorded, ").append(ledger.delivered());
    text.append(place.isKept() ? " stored, " : " sent to " + destination + ", ");
    if (ledger.sampledOut() > 0) {
      text.append(ledger.sampledOut()).append(" sampled out, ");
    }
    text.append(ledger.dropped()).append(" dropped, ").append(ledger.failed()).append(" failed");
    if (ledger.inFlight() > 0) {
      text.append(", ").append(ledger.inFlight()).append(" unfinished at the exit's deadline");
    }
    return text.toString();
  }

  /** Each other destination that lost something. */
  private static String lostElsewhere(Map<String, LedgerSnapshot> ledgers, String first) {
    StringBuilder text = new StringBuilder();
    ledgers.forEach(
        (destination, ledger) -> {
          long lost = ledger.dropped() + ledger.failed();
          if (!destination.equals(first) && lost > 0) {
            text.append("; to ").append(destination).append(": ").append(ledger.dropped());
            text.append(" dropped, ").append(ledger.failed()).append(" failed");
          }
        });
    return text.toString();
  }
}
