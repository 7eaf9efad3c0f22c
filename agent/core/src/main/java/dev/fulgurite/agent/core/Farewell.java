package dev.fulgurite.agent.core;

import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;

/** At exit: delivers what is queued, within the deadline, and says how much there was. */
final class Farewell implements Runnable {
  private final Pipeline pipeline;
  private final StorePlace place;
  private final long deadlineMillis;

  private Farewell(Pipeline pipeline, Configuration configuration, StorePlace place) {
    this.pipeline = pipeline;
    this.place = place;
    this.deadlineMillis = configuration.duration(Setting.SHUTDOWN_TIMEOUT).toMillis();
  }

  static void register(Pipeline pipeline, Configuration configuration, StorePlace place) {
    Thread thread =
        new Thread(null, new Farewell(pipeline, configuration, place), "fulgurite-exit", 0, false);
    thread.setContextClassLoader(null);
    Runtime.getRuntime().addShutdownHook(thread);
  }

  @Override
  public void run() {
    pipeline.close(deadlineMillis);
    Console.line(summary(pipeline.counts()));
  }

  private String summary(LedgerSnapshot counts) {
    if (counts.emitted() == 0) {
      return "0 spans recorded: nothing that is instrumented ran; see which places are with java"
          + " -jar fulgurite-agent.jar --list-hooks";
    }
    return "%d spans recorded, %d stored, %d dropped, %d failed; read them: java -jar fulgurite.jar sessions%s"
        .formatted(
            counts.emitted(),
            counts.delivered(),
            counts.dropped(),
            counts.failed(),
            place.standard() ? "" : " --store " + place.url());
  }
}
