package dev.fulgurite.exporter.outbox;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.ProcessRun;
import dev.fulgurite.exporter.Quarantine;
import dev.fulgurite.exporter.WorkerThread;
import dev.fulgurite.exporter.delivery.SplitLimit;
import dev.fulgurite.exporter.store.Outbox;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoreListener;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a store keeps to an exporter, at least once and each trace in its order; what cannot
 * be sent waits in the store, for this process or the next. Starts its one thread when the store is
 * open. Thread-safe.
 */
public final class Forwarder implements StoreListener {
  private static final Duration GRACE = Duration.ofMillis(500);

  private final SpanExporter exporter;
  private final ForwardSettings settings;
  private final Notes notes;
  private final ForwardLedger ledger = new ForwardLedger();
  private final @Nullable Quarantine quarantine;
  private final Object lock = new Object();
  private @Nullable Started started;
  private @Nullable CompletableResultCode shutdown;

  private record Started(Outbox outbox, ForwardLoop loop, Thread thread) {}

  private Forwarder(
      SpanExporter exporter,
      ForwardSettings settings,
      Consumer<String> lines,
      @Nullable Quarantine quarantine) {
    this.exporter = requireNonNull(exporter, "exporter");
    this.settings = requireNonNull(settings, "settings");
    this.notes = new Notes(requireNonNull(lines, "lines"));
    this.quarantine = quarantine;
  }

  /**
   * Sends nothing yet: it is to be added to a {@link
   * dev.fulgurite.exporter.store.StoreExporter#addListener store's exporter}.
   *
   * @param exporter owned from now on; called by one thread, with several exports unanswered
   * @param lines told of outages and of what waits at the end
   * @param quarantine gets each span that the destination refused by itself, with its answer
   */
  public static Forwarder create(
      SpanExporter exporter,
      ForwardSettings settings,
      Consumer<String> lines,
      @Nullable Quarantine quarantine) {
    return new Forwarder(exporter, settings, lines, quarantine);
  }

  @Override
  public void opened(SpanStore store, ProcessRun run) {
    String name = settings.destination();
    Outbox outbox = store.outbox().orElse(null);
    if (outbox == null) {
      notes.say("the store cannot send on, so '" + name + "' gets nothing: set fulgurite.forward");
      return;
    }
    outbox.begin(name, settings.fromBeginning() ? 0 : outbox.newest());
    synchronized (lock) {
      if (started == null && shutdown == null) {
        ForwardLoop loop = new ForwardLoop(outbox, run, this::sending);
        Thread thread = new WorkerThread(loop, "fulgurite-outbox-" + name);
        started = new Started(outbox, loop, thread);
        thread.start();
      }
    }
  }

  private Sending sending(Runnable wake) {
    return new Sending(exporter, settings, ledger, notes, quarantine, new SplitLimit(), wake);
  }

  @Override
  public void appended() {
    Started running = started();
    if (running != null) {
      running.loop.appended();
    }
  }

  /** What this process took up, and where it went. */
  public LedgerSnapshot ledger() {
    return ledger.snapshot();
  }

  /** Spans of the store that are on the heap now. */
  public int held() {
    Started running = started();
    return running == null ? 0 : running.loop.held();
  }

  /**
   * Succeeds when everything that the store holds now was delivered; fails as soon as that takes
   * waiting: the destination is not there, or another process sends.
   */
  public CompletableResultCode flush() {
    Started running = started();
    return running == null ? CompletableResultCode.ofSuccess() : running.loop.flush();
  }

  /**
   * Delivers what can be delivered within {@code limit}, says what waits, and stops. Idempotent.
   */
  public CompletableResultCode shutdown(Duration limit) {
    synchronized (lock) {
      if (shutdown == null) {
        CompletableResultCode result = new CompletableResultCode();
        shutdown = result;
        String name = "fulgurite-outbox-" + settings.destination() + "-exit";
        new WorkerThread(() -> end(limit, result), name).start();
      }
      return shutdown;
    }
  }

  private void end(Duration limit, CompletableResultCode result) {
    try {
      Started running = started();
      if (running != null) {
        running.loop.flush().join(NANOSECONDS.convert(limit), NANOSECONDS);
        stop(running);
        tellWhatWaits(running.outbox);
      }
      exporter.shutdown().join(NANOSECONDS.convert(GRACE), NANOSECONDS);
    } catch (Throwable t) {
      notes.say("sending on to '" + settings.destination() + "' did not end well: " + t);
    } finally {
      result.succeed();
    }
  }

  /** An exporter that hangs is interrupted once, and then left to itself. */
  private static void stop(Started running) throws InterruptedException {
    running.loop.stop();
    running.thread.join(GRACE.toMillis());
    if (running.thread.isAlive()) {
      running.thread.interrupt();
      running.thread.join(GRACE.toMillis());
    }
  }

  private void tellWhatWaits(Outbox outbox) {
    long spans = outbox.backlog(settings.destination()).spans();
    if (spans > 0) {
      notes.say(
          "%d spans wait in the outbox for '%s': another process or the next run sends them"
              .formatted(spans, settings.destination()));
    }
  }

  private @Nullable Started started() {
    synchronized (lock) {
      return started;
    }
  }
}
