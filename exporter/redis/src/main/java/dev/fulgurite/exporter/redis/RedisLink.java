package dev.fulgurite.exporter.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way to a Redis server or cluster, which it tells apart by itself. Connects at the first use;
 * a lost connection comes back by itself, and what was not answered is sent again, so that an entry
 * may be there twice. Thread-safe.
 *
 * <p>Everything is asked asynchronously: stages fail with a {@link RedisStreamException}, after the
 * URL's {@code timeout} (10 s) at the latest, and run what depends on them on a thread of the
 * connection, which must not be blocked. {@link #await} waits for any of them.
 */
public final class RedisLink implements AutoCloseable {
  private final RedisAddress address;
  private final Failures failures;
  private final Wiring wiring;
  private final Object lock = new Object();
  private final Queue<Wire> idle = new ConcurrentLinkedQueue<>();
  private final Map<Long, CompletableFuture<?>> unanswered = new ConcurrentHashMap<>();
  private final AtomicLong appends = new AtomicLong();
  private @Nullable CompletableFuture<Wire> shared;
  private boolean closed;

  private RedisLink(RedisAddress address) {
    this.address = address;
    this.failures = new Failures(address);
    this.wiring = new Wiring(address);
  }

  /**
   * Touches no network yet.
   *
   * @param url {@code redis://user:password@host:6379/0?timeout=5s}, {@code rediss://} for TLS,
   *     several nodes of a cluster with commas between
   * @throws IllegalArgumentException if {@code url} is no such address
   */
  public static RedisLink create(String url) {
    return new RedisLink(RedisAddress.parse(url));
  }

  /** The stream of this name, which need not exist. */
  public RedisStream stream(String name) {
    return new RedisStream(this, name);
  }

  /**
   * Waits for {@code stage} and returns what it gives. Not to be called by what depends on a stage.
   *
   * @throws RedisStreamException what the stage failed with, also when the wait was interrupted
   */
  public <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failures.retryable("interrupted", "was not waited for any longer", e);
    } catch (ExecutionException e) {
      throw failures.translate(e);
    }
  }

  Failures failures() {
    return failures;
  }

  /**
   * Asks anything that has no method here.
   *
   * @param question gets Lettuce's commands, of a server and of a cluster alike; must not block
   */
  public <T> CompletionStage<T> ask(
      Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> question) {
    CompletionStage<T> answer =
        wire().thenCompose(wire -> within(address.timeout(), question.apply(wire.commands())));
    return told(answer);
  }

  /** Whoever has not answered by then need not answer: it is not sent again. */
  private static <T> CompletionStage<T> within(Duration limit, CompletionStage<T> answer) {
    CompletableFuture<T> asked = answer.toCompletableFuture();
    return asked
        .copy()
        .orTimeout(limit.toMillis(), MILLISECONDS)
        .whenComplete((given, failure) -> asked.cancel(false));
  }

  /** On a connection that others do not wait for. */
  <T> CompletionStage<T> askWaiting(
      Duration limit,
      Function<RedisClusterAsyncCommands<String, String>, CompletionStage<T>> question) {
    CompletionStage<T> answer =
        ownWire()
            .thenCompose(
                wire ->
                    within(limit.plus(address.timeout()), question.apply(wire.commands()))
                        .whenComplete((given, failure) -> giveBack(wire, failure)));
    return told(answer);
  }

  private CompletionStage<Wire> ownWire() {
    synchronized (lock) {
      if (closed) {
        return refused();
      }
    }
    Wire free = idle.poll();
    return free == null ? wiring.open() : CompletableFuture.completedFuture(free);
  }

  private CompletableFuture<Wire> refused() {
    return CompletableFuture.failedFuture(
        failures.retryable("closed", "is not asked any more: the link was closed", null));
  }

  private void giveBack(Wire wire, @Nullable Throwable failure) {
    if (failure == null) {
      idle.add(wire);
    } else {
      var unused = wire.connection().closeAsync();
    }
  }

  CompletionStage<List<String>> append(List<Append> appends, AppendRules rules) {
    if (appends.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    CompletableFuture<List<String>> answer =
        told(wire().thenCompose(wire -> new Appending(wire, rules, failures).send(appends)));
    Long number = this.appends.incrementAndGet();
    unanswered.put(number, answer);
    return answer.whenComplete((ids, failure) -> unanswered.remove(number));
  }

  /** The one connection of all that does not block; where it cannot be had, the next call tries. */
  private CompletableFuture<Wire> wire() {
    synchronized (lock) {
      if (closed) {
        return refused();
      }
      if (shared == null || shared.isCompletedExceptionally()) {
        shared = wiring.open().toCompletableFuture();
      }
      return shared;
    }
  }

  private <T> CompletableFuture<T> told(CompletionStage<T> answer) {
    return answer
        .handle(
            (given, failure) -> {
              if (failure != null) {
                throw new CompletionException(failures.translate(failure));
              }
              return given;
            })
        .toCompletableFuture();
  }

  /** Waits for what was sent and is not answered, at most the URL's timeout. Idempotent. */
  @Override
  public void close() {
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
    }
    settle(CompletableFuture.allOf(unanswered.values().toArray(CompletableFuture<?>[]::new)));
    settle(wiring.close());
  }

  private void settle(CompletableFuture<?> last) {
    try {
      last.get(address.timeout().toMillis(), MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      return; // whoever sent it is told
    }
  }

  /** Where to, without the password. */
  @Override
  public String toString() {
    return "RedisLink{" + address + "}";
  }
}
