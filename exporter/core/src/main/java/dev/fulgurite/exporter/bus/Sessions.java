package dev.fulgurite.exporter.bus;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are alive: one begins with the first span that is heard of it, and ends when none
 * was heard for the idle time. A trace that nobody gave a session is none. Thread-safe.
 */
final class Sessions {
  static final AttributeKey<String> ID = AttributeKey.stringKey(Fulgurite.SESSION_ID);
  private static final AttributeKey<String> USER = AttributeKey.stringKey(Fulgurite.USER_ID);
  private static final AttributeKey<String> SOURCE =
      AttributeKey.stringKey(Fulgurite.SESSION_SOURCE);

  /** Beyond, new ones are not followed, so that they cannot fill the heap. */
  private static final int MOST = 100_000;

  private final Map<String, Activity> alive = new ConcurrentHashMap<>();
  private final Duration idleTime;
  private final InstantSource clock;
  private final Listener listener;

  /** Reading a clock at each span would cost more than all else here. */
  private volatile long now;

  /** Called by whoever notices. */
  interface Listener {
    void created(ReadableSpan first, Redactor redactor);

    void expired(Expiry expiry, Redactor redactor);

    /** One more is not followed: so many are alive. */
    void tooMany(int alive);
  }

  private static final class Activity {
    static final AtomicReferenceFieldUpdater<Activity, SpanContext> LAST =
        AtomicReferenceFieldUpdater.newUpdater(Activity.class, SpanContext.class, "last");

    final @Nullable String user;
    final Redactor redactor;
    volatile long millis;
    volatile SpanContext last;

    Activity(ReadableSpan first, Redactor redactor, long now) {
      this.redactor = redactor;
      user = first.getAttribute(USER);
      millis = now;
      last = first.getSpanContext();
    }

    Expiry expiry(String session, Duration idleTime) {
      SpanContext span = last;
      long nanos = (millis + idleTime.toMillis()) * 1_000_000;
      return new Expiry(session, user, span.getTraceId(), span.getSpanId(), nanos);
    }
  }

  Sessions(Duration idleTime, InstantSource clock, Listener listener) {
    this.idleTime = idleTime;
    this.clock = clock;
    this.listener = listener;
    this.now = clock.millis();
  }

  /**
   * Something happens in a session.
   *
   * @param id that {@code span} names; null for none
   * @param redactor of what is told of it
   */
  void touch(@Nullable String id, ReadableSpan span, Redactor redactor) {
    if (id == null) {
      return;
    }
    Activity known = alive.get(id);
    if (known == null) {
      begin(id, span, redactor);
    } else {
      Activity.LAST.lazySet(known, span.getSpanContext()); // seen long before it expires
      if (known.millis != now) {
        known.millis = now;
      }
    }
  }

  private void begin(String id, ReadableSpan span, Redactor redactor) {
    if (Fulgurite.SOURCE_TRACE.equals(span.getAttribute(SOURCE))) {
      return;
    }
    if (alive.size() >= MOST) {
      listener.tooMany(MOST);
      return;
    }
    Activity unused = alive.computeIfAbsent(id, any -> announced(span, redactor));
  }

  /** Within the map's own step, so that nothing of a session is told before its beginning. */
  private Activity announced(ReadableSpan span, Redactor redactor) {
    listener.created(span, redactor);
    return new Activity(span, redactor, now);
  }

  /** Notes the time, and ends sessions that were idle. About once a second. */
  void tick() {
    long time = clock.millis();
    now = time;
    long idleSince = time - idleTime.toMillis();
    alive.forEach(
        (id, activity) -> {
          if (activity.millis <= idleSince && alive.remove(id, activity)) {
            listener.expired(activity.expiry(id, idleTime), activity.redactor);
          }
        });
  }

  void forgetAll() {
    alive.clear();
  }
}
