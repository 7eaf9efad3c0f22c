package dev.fulgurite.agent.runtime;

import dev.fulgurite.agent.jdk.NativeAccess;
import dev.fulgurite.agent.jdk.ShutdownHooks;
import dev.fulgurite.agent.jdk.SqlModule;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.WorkerThread;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.content.ContentAttributes;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The agent's SDK and its destinations, from the first span to the program's exit. Thread-safe. */
public final class Pipeline {
  private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(30);

  /** The part of the exit's deadline that is kept for the closing itself. */
  private static final int CLOSING_SHARE = 5;

  private volatile Configuration configuration;
  private final Instrumentation instrumentation;
  private volatile @Nullable Running running;
  private volatile @Nullable ShutdownHooks others;

  /**
   * @param pipeline null where it could not start
   */
  private record Running(@Nullable StorePipeline pipeline, TracerProvider provider) {}

  /** Starts nothing. */
  public Pipeline(Configuration configuration, Instrumentation instrumentation) {
    this.configuration = configuration;
    this.instrumentation = instrumentation;
  }

  /** Starts the pipeline if nobody has; where that fails it is told, once, and spans are no-ops. */
  TracerProvider tracerProvider() {
    Running known = running;
    return known == null ? start().provider : known.provider;
  }

  private synchronized Running start() {
    Running known = running;
    if (known == null) {
      known = attempt();
      running = known;
    }
    return known;
  }

  private Running attempt() {
    try {
      SqlModule.load(instrumentation);
      NativeAccess.allow(instrumentation);
      others = ShutdownHooks.find();
      ClassLoader loader = Pipeline.class.getClassLoader();
      StorePipeline pipeline = StorePipeline.open(configuration, loader, Console::line);
      openStore(pipeline);
      return new Running(pipeline, AgentSdk.build(pipeline, configuration));
    } catch (Throwable t) {
      Console.failure("starting the pipeline", t);
      return new Running(null, TracerProvider.noop());
    }
  }

  /** Beside the SDK, which takes as long to build: whoever waits for the first span has both. */
  private static void openStore(StorePipeline pipeline) {
    new WorkerThread(pipeline::prepareStore, "fulgurite-store").start();
  }

  /** Delivers a span that another SDK has made; starts the pipeline if nobody has. */
  void keep(SpanData ended) {
    Running known = running;
    StorePipeline pipeline = (known == null ? start() : known).pipeline;
    if (pipeline != null) {
      pipeline.onEnd(new EndedElsewhere(ended));
    }
  }

  private @Nullable StorePipeline open() {
    Running known = running;
    return known == null ? null : known.pipeline;
  }

  /** Whether a span was asked for, be it that the pipeline could not start. */
  public boolean isAsked() {
    return running != null;
  }

  /** Whether {@code key} holds content, which stays out of pipelines that are not the agent's. */
  public boolean isWithheld(String key) {
    return !ContentCapture.isOn() && ContentAttributes.contain(key);
  }

  /** Whether all that ended has been delivered. Blocks until it is known. */
  public boolean flush() {
    return flush(FLUSH_TIMEOUT);
  }

  /** As {@link #flush()}, blocking at most {@code timeout}. */
  public boolean flush(Duration timeout) {
    StorePipeline known = open();
    return known == null
        || known.forceFlush().join(timeout.toNanos(), TimeUnit.NANOSECONDS).isSuccess();
  }

  /**
   * Called by a shutdown hook: delivers what is queued, then what the program's other hooks still
   * record, within {@code deadline}, and stops.
   */
  public void close(Duration deadline) {
    StorePipeline known = open();
    if (known != null) {
      long end = System.nanoTime() + deadline.toNanos();
      long reserve = deadline.toNanos() / CLOSING_SHARE;
      flush(deadline.minusNanos(reserve));
      awaitOthers(end - reserve);
      known.close(Duration.ofNanos(Math.max(reserve, end - System.nanoTime())));
    }
  }

  private void awaitOthers(long nanoTime) {
    ShutdownHooks known = others;
    try {
      if (known != null) {
        known.await(nanoTime);
      }
    } catch (InterruptedException e) {
      // Somebody is in a hurry: what is queued is delivered now.
      Thread.currentThread().interrupt();
    }
  }

  /** The share of traces that is kept, as it was set last. */
  public double sampleRate() {
    return configuration.rate(Setting.SAMPLE_RATE);
  }

  /**
   * Keeps {@code rate} of the traces that begin from now on.
   *
   * @throws IllegalArgumentException if it is not a number from 0.0 to 1.0
   */
  public synchronized void setSampleRate(String rate) {
    Configuration changed = configuration.with(Setting.SAMPLE_RATE, rate);
    StorePipeline known = open();
    if (known != null) {
      known.setSampleRate(changed.rate(Setting.SAMPLE_RATE));
    }
    configuration = changed;
  }

  /** Each destination's ledger by name, the store's first; empty before the first span. */
  public Map<String, LedgerSnapshot> ledgers() {
    StorePipeline known = open();
    return known == null ? Map.of() : known.ledgers();
  }
}
