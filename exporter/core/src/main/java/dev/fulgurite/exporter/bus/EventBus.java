package dev.fulgurite.exporter.bus;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.Loss;
import dev.fulgurite.exporter.redact.Redactor;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Publish and subscribe over the spans of a program. Agents, errors, sessions and middleware are
 * heard from the spans that {@link #processor()} sees; what a program publishes becomes a span too.
 *
 * <pre>{@code
 * EventBus bus = EventBus.global();
 * bus.subscribe(BusEventType.AGENT_COMPLETED, event -> record(event.agent(), event.executionTime()));
 * bus.publish(EventDraft.of(BusEventType.of("user_login")).user("u-1").metadata("ip", address));
 * }</pre>
 *
 * <p>Each subscription has a bounded queue and threads of its own: a handler that is slow, hangs or
 * throws holds up neither a span nor another handler, and what it misses is a number in {@link
 * #ledger()}. Events of one session are handled in order. Thread-safe.
 */
public final class EventBus implements AutoCloseable {
  /** The bus in the ledgers of a pipeline and its store. */
  public static final String DESTINATION = "bus";

  private static final EventBus GLOBAL = builder().build();

  private final SubscriptionOptions options;
  private final Duration shutdownTimeout;
  private final InstantSource clock;
  private final BusLog log;
  private final Sessions sessions;
  private final Publisher publisher;
  private final SpanProcessor hearing;
  private final Dispatcher dispatcher = new Dispatcher(this);
  private final ThreadPoolExecutor threads = BusThread.pool();
  private final Subscribers subscribers = new Subscribers();
  private final List<Flush> flushes = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private @Nullable CompletableResultCode shutdown;

  EventBus(EventBusBuilder builder) {
    options = builder.options;
    shutdownTimeout = builder.shutdownTimeout;
    clock = builder.clock;
    log = new BusLog(builder.warnings);
    sessions = new Sessions(builder.sessionIdleTime, clock, new SessionEvents());
    hearing = new Hearing(this, builder.redactor);
    publisher = new Publisher(this, builder.emitter);
    BusMetrics.register(this, builder.meterProvider);
  }

  /**
   * The bus of this program: it hears what the pipelines record that the SDK's autoconfiguration or
   * Spring has made. It is never closed.
   */
  public static EventBus global() {
    return GLOBAL;
  }

  public static EventBusBuilder builder() {
    return new EventBusBuilder();
  }

  /** Hears spans: add it to a tracer provider, after what stamps the session. Always the same. */
  public SpanProcessor processor() {
    return hearing;
  }

  /** The same with another redactor than the bus's, for spans that have one of their own. */
  public SpanProcessor processor(Redactor redactor) {
    return new Hearing(this, requireNonNull(redactor, "redactor"));
  }

  /** As {@link #subscribe(BusEventType, EventHandler, SubscriptionOptions)}, as the bus is set. */
  public Subscription subscribe(BusEventType type, EventHandler handler) {
    return subscribe(type, handler, options);
  }

  /**
   * From now on tells {@code handler} of events of {@code type}.
   *
   * @throws IllegalStateException if the bus was closed
   */
  public Subscription subscribe(
      BusEventType type, EventHandler handler, SubscriptionOptions options) {
    requireNonNull(type, "type");
    requireNonNull(handler, "handler");
    requireNonNull(options, "options");
    Subscription.Terms terms = new Subscription.Terms(options, log);
    Subscription added =
        new Subscription("subscription-" + ids.incrementAndGet(), type, handler, terms);
    synchronized (this) {
      if (shutdown != null) {
        throw new IllegalStateException("the bus is closed: subscribe before that");
      }
      subscribers.add(added);
    }
    dispatcher.ensureStarted();
    return added;
  }

  /**
   * Ends a subscription: its events that wait are dropped and counted ({@code unsubscribed}), calls
   * that run end by themselves.
   *
   * @return whether there was one of this id
   */
  public boolean unsubscribe(String id) {
    return end(s -> s.id().equals(id)) > 0;
  }

  /** As {@link #unsubscribe(String)}, for all subscriptions of a handler. */
  public boolean unsubscribe(EventHandler handler) {
    return end(s -> s.handler() == handler) > 0;
  }

  private int end(Predicate<Subscription> which) {
    List<Subscription> gone = subscribers.remove(which);
    gone.forEach(s -> s.end(Subscription.UNSUBSCRIBED));
    gone.forEach(s -> s.flush(threads, () -> log.forget(s)));
    if (!subscribers.interests().sessions()) {
      sessions.forgetAll();
    }
    dispatcher.wake();
    return gone.size();
  }

  /** Who has subscribed. */
  public List<Subscription> subscriptions() {
    return subscribers.active();
  }

  /**
   * Records the event as a span and hands it to all who asked for its type. Waits for no handler;
   * where one's queue is full, as long as its policy says, but never on a thread of the bus.
   *
   * @return completes with what the handlers did, or fails with {@link BusFullException} under
   *     {@code RAISE}
   */
  public CompletionStage<Receipt> publish(EventDraft draft) {
    Announcement announcement = publisher.announce(requireNonNull(draft, "draft"));
    return announcement == null ? nobody() : send(announcement);
  }

  /**
   * As {@link #publish}, and waits until all handlers are done, at most {@code timeout}; on a
   * thread of the bus not at all.
   *
   * @return what is known by then
   * @throws BusFullException under {@code RAISE}
   */
  public Receipt publishNow(EventDraft draft, Duration timeout) {
    Announcement announcement = publisher.announce(requireNonNull(draft, "draft"));
    CompletableFuture<Receipt> receipt = announcement == null ? nobody() : send(announcement);
    long nanos = BusThread.isCurrent() ? 0 : NANOSECONDS.convert(timeout);
    try {
      return receipt.get(nanos, NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BusFullException full ? full : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // What is known by now is the answer.
    }
    return requireNonNull(announcement).receiptSoFar();
  }

  private static CompletableFuture<Receipt> nobody() {
    return CompletableFuture.completedFuture(new Receipt("", 0, 0, 0, 0));
  }

  private CompletableFuture<Receipt> send(Announcement announcement) {
    boolean patient = !BusThread.isCurrent();
    int deliveries = 0;
    Subscription full = null;
    for (Subscription subscription : subscribers.active()) {
      if (subscription.type().includes(announcement.type())) {
        deliveries++;
        full = subscription.offer(announcement, patient) ? subscription : full;
      }
    }
    dispatcher.wake();
    CompletableFuture<Receipt> receipt = announcement.receipt(deliveries);
    return full == null
        ? receipt
        : CompletableFuture.failedFuture(
            new BusFullException(full, announcement.receiptSoFar().eventId()));
  }

  /** Something is heard. */
  void announce(Announcement.Source source) {
    Announcement announcement = null;
    for (Subscription subscription : subscribers.active()) {
      if (subscription.type().includes(source.type())) {
        announcement = announcement == null ? Announcement.of(source) : announcement;
        boolean unused = subscription.offer(announcement, false);
      }
    }
    if (announcement != null) {
      dispatcher.stir();
    }
  }

  /** Whether somebody has subscribed. */
  public boolean isHeard() {
    return !subscribers.interests().none();
  }

  /**
   * The ledgers of all subscriptions together, those that have ended included: {@code emitted} is
   * what was published for each of them, {@code delivered} what handlers have handled.
   */
  public LedgerSnapshot ledger() {
    return subscribers.ledger();
  }

  /**
   * Succeeds once all events that were published before are settled and handlers have handed on
   * what they held; fails after the shutdown timeout. Never blocks.
   */
  public CompletableResultCode forceFlush() {
    List<Subscription> all = subscribers.all();
    if (all.isEmpty()) {
      return CompletableResultCode.ofSuccess();
    }
    Flush flush = new Flush(all, System.nanoTime() + NANOSECONDS.convert(shutdownTimeout));
    flushes.add(flush);
    dispatcher.ensureStarted();
    dispatcher.wake();
    return flush.result();
  }

  /**
   * Lets handlers finish what was published, for as long as the shutdown timeout says; drops and
   * counts the rest ({@code shutdown}) and interrupts calls that still run. Later events are
   * counted ({@code after_shutdown}). Idempotent; never blocks. The global bus is only flushed.
   */
  public CompletableResultCode shutdown() {
    if (this == GLOBAL) {
      return forceFlush();
    }
    synchronized (this) {
      if (shutdown != null) {
        return shutdown;
      }
      subscribers.active().forEach(s -> s.mailbox().close(Loss.AFTER_SHUTDOWN));
      CompletableResultCode flushed = forceFlush();
      shutdown = flushed;
      flushed.whenComplete(this::finish);
      return flushed;
    }
  }

  private void finish() {
    subscribers.remove(any -> true).forEach(s -> s.end(Loss.SHUTDOWN));
    subscribers.ending().forEach(s -> s.giveUp(System.nanoTime(), Loss.SHUTDOWN));
    sessions.forgetAll();
  }

  /** As {@link #shutdown}, and waits for it. */
  @Override
  public void close() {
    CompletableResultCode unused =
        shutdown().join(NANOSECONDS.convert(shutdownTimeout.plusSeconds(1)), NANOSECONDS);
  }

  // What follows is for the bus's own.

  Interests interests() {
    return subscribers.interests();
  }

  Sessions sessions() {
    return sessions;
  }

  ThreadPoolExecutor threads() {
    return threads;
  }

  void broke(String what, Throwable thrown) {
    log.broke(what, thrown);
  }

  /** Puts threads to work. Returns whether there is something to do. */
  boolean look(long now) {
    subscribers.active().forEach(s -> s.recruit(threads));
    subscribers.ending().forEach(Subscription::sweep);
    flushes.removeIf(flush -> flush.proceed(now, threads));
    return hasWork();
  }

  boolean hasWork() {
    return !flushes.isEmpty()
        || subscribers.active().stream().anyMatch(s -> s.mailbox().queued() > 0);
  }

  boolean isNeeded() {
    return !subscribers.active().isEmpty() || !flushes.isEmpty() || !subscribers.ending().isEmpty();
  }

  /** What is to be done about once a second. */
  void doChores() {
    long nanos = System.nanoTime();
    Instant now = clock.instant();
    subscribers.ending().forEach(s -> s.giveUpOverdue(nanos));
    subscribers.settle();
    for (Subscription subscription : subscribers.active()) {
      subscription.giveUpOverdue(nanos);
      subscription.tick(threads, now);
    }
    sessions.tick();
  }

  private final class SessionEvents implements Sessions.Listener {
    @Override
    public void created(ReadableSpan first, Redactor by) {
      announce(new Hearing.Begun(first, BusEventType.SESSION_CREATED, by));
    }

    @Override
    public void expired(Expiry expiry, Redactor by) {
      SpanData span = SpanDataAdapter.toData(List.of(expiry.span())).get(0);
      announce(new Hearing.Ended(span, BusEventType.SESSION_EXPIRED, by));
    }

    @Override
    public void tooMany(int alive) {
      log.tooManySessions(alive);
    }
  }

  @Override
  public String toString() {
    return "EventBus" + subscribers.active();
  }
}
