package dev.fulgurite.exporter.redis;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a job's work, told to its stream. */
record PublishedTask(RedisStreamPublisher publisher, String jobId, String taskType, Clock clock) {
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  <T> T run(Callable<T> work) throws Exception {
    Instant start = started();
    T result;
    try {
      result = work.call();
    } catch (Throwable t) {
      failed(start, t);
      throw t;
    }
    completed(start, result);
    return result;
  }

  <T> CompletionStage<T> runAsync(Supplier<? extends CompletionStage<T>> work) {
    Instant start = started();
    CompletionStage<T> running;
    try {
      running = work.get();
    } catch (Throwable t) {
      failed(start, t);
      throw t;
    }
    return running.whenComplete((result, failure) -> ended(start, result, failure));
  }

  private void ended(Instant start, @Nullable Object result, @Nullable Throwable failure) {
    if (failure == null) {
      completed(start, result);
    } else {
      failed(start, cause(failure));
    }
  }

  private Instant started() {
    tell(() -> publisher.taskStarted(jobId, taskType, Map.of()));
    return clock.instant();
  }

  private void completed(Instant start, @Nullable Object result) {
    tell(
        () -> {
          try {
            return publisher.taskCompleted(jobId, taskType, tree(result), lasted(start));
          } catch (IllegalArgumentException e) { // that it completed matters more than how
            Map<String, ?> text = Map.of("value", String.valueOf(result));
            return publisher.taskCompleted(jobId, taskType, text, lasted(start));
          }
        });
  }

  /** Python's caller gives a map; here it may be anything that has a JSON form. */
  @SuppressWarnings("unchecked") // a map that JSON can hold has keys that can be strings
  private static Map<String, ?> tree(@Nullable Object result) {
    if (result instanceof Map<?, ?> map) {
      return (Map<String, ?>) map;
    }
    return result == null ? Map.of() : Map.of("value", result);
  }

  private void failed(Instant start, Throwable t) {
    String error = t.getMessage() == null ? t.getClass().getName() : t.getMessage();
    tell(
        () -> {
          Map<String, Object> fields = lasted(start);
          fields.put("error_type", t.getClass().getName());
          return publisher.taskFailed(jobId, taskType, error, fields);
        });
  }

  /** As the document writes it, such as {@code 30s}, and as a number. */
  private Map<String, Object> lasted(Instant start) {
    Duration duration = Duration.between(start, clock.instant());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("duration", duration.toMillis() / 1000.0 + "s");
    fields.put("duration_ms", duration.toMillis());
    return fields;
  }

  /** The work goes on whatever Redis does. */
  private static void tell(Supplier<? extends CompletionStage<?>> publication) {
    try {
      publication.get().whenComplete((published, failure) -> warn(failure));
    } catch (RuntimeException e) {
      warn(e);
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private static void warn(@Nullable Throwable failure) {
    if (failure != null && WARNED.compareAndSet(false, true)) {
      System.getLogger(PublishedTask.class.getPackageName())
          .log(Level.WARNING, "an event of a task was not published; said once: " + cause(failure));
    }
  }
}
