package dev.fulgurite.examples.live;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.exporter.EventSpanProcessor;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.live.SessionArchive;
import dev.fulgurite.exporter.live.SessionIds;
import dev.fulgurite.exporter.live.SessionStream;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The agents at work, and the store that has them all. Thread-safe. */
final class Runs implements AutoCloseable {
  private static final long FLUSH_SECONDS = 10;

  private final SpanStore store;
  private final Runnable pause;
  private final SdkTracerProvider provider;
  private final Emitter emitter;
  private final Map<String, SessionStream> live = new ConcurrentHashMap<>();

  /**
   * @param store which is then owned
   * @param pause of agents between two steps
   */
  Runs(SpanStore store, Runnable pause) {
    this.store = store;
    this.pause = pause;
    provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(ScopeStamper.create())
            .addSpanProcessor(
                EventSpanProcessor.builder(StoreExporter.create(() -> store, "sqlite"))
                    .setOverflowPolicy(OverflowPolicy.BLOCK)
                    .build())
            .build();
    emitter = Emitter.create(OpenTelemetrySdk.builder().setTracerProvider(provider).build());
  }

  /** Starts an agent. Returns the id of its session. */
  String start(String question) {
    SessionStream stream =
        SessionStream.builder(SessionIds.workflow("trip"))
            .setEmitter(emitter)
            .setHistory(store.reader())
            .setFlush(provider::forceFlush)
            .build();
    String session = stream.sessionId();
    live.put(session, stream);
    TripAgent agent = new TripAgent(stream, question, pause);
    Thread thread = new Thread(() -> work(agent, session), "agent-" + session);
    thread.setDaemon(true);
    thread.start();
    return session;
  }

  private void work(TripAgent agent, String session) {
    try {
      agent.run();
    } finally {
      provider.forceFlush().join(FLUSH_SECONDS, SECONDS);
      live.remove(session);
    }
  }

  /** The stream of an agent that works. */
  Optional<SessionStream> live(String session) {
    return Optional.ofNullable(live.get(session));
  }

  SessionArchive archive() {
    return SessionArchive.of(store);
  }

  /** Stops nobody; what was emitted is kept. */
  @Override
  public void close() {
    live.values().forEach(SessionStream::cancel);
    provider.close();
  }
}
