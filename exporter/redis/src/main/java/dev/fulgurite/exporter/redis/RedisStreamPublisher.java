package dev.fulgurite.exporter.redis;

import static java.util.Objects.requireNonNull;

import dev.fulgurite.api.Emitter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Publishes what happens to jobs, each to its stream {@code job_events:{job_id}}: entries with
 * {@code data} (the event as JSON), {@code timestamp} and {@code event_type}, and the {@code
 * trace_id} and {@code span_id} of the span that each event also is, in the session and under the
 * span that are current. Thread-safe; one thread's events keep their order.
 *
 * <p>Methods return at once. Their stages fail with a {@link RedisStreamException}; use {@link
 * RedisLink#await} to wait for one. They throw only for what is wrong with the arguments.
 */
public final class RedisStreamPublisher {
  private static final List<String> FIXED = List.of("event_type", "job_id");

  private final RedisLink link;
  private final Publishing publishing;
  private final Clock clock;

  RedisStreamPublisher(RedisStreamPublisherBuilder builder) {
    this.link = builder.link;
    this.clock = builder.clock;
    this.publishing = new Publishing(link, builder.emitter, builder.delivery, builder.rules());
  }

  /** Publishes {@link Delivery#DIRECT directly}, with spans by {@link Emitter#global()}. */
  public static RedisStreamPublisher create(RedisLink link) {
    return builder(link).build();
  }

  /** Where something is to be other than {@link #create} has it. */
  public static RedisStreamPublisherBuilder builder(RedisLink link) {
    return new RedisStreamPublisherBuilder(requireNonNull(link, "link"));
  }

  /**
   * Publishes any event.
   *
   * @param event to be JSON: its {@code event_type} ({@code unknown} where absent) and its {@code
   *     timestamp} (empty where absent) are fields of the entry too
   * @throws IllegalArgumentException if {@code jobId} is empty or {@code event} cannot be JSON
   */
  public CompletionStage<Published> publish(String jobId, Map<String, ?> event) {
    return publishAll(jobId, List.of(event)).thenApply(all -> all.get(0));
  }

  /**
   * As {@link #publish}, many in one write: tens of times as fast as one after the other. Fails
   * where Redis has not acknowledged each; some may be there nevertheless.
   */
  public CompletionStage<List<Published>> publishAll(
      String jobId, List<? extends Map<String, ?>> events) {
    return publishing.publish(jobId, events);
  }

  /** A custom event: {@code type} and the time are added to {@code fields}. */
  public CompletionStage<Published> custom(String jobId, String type, Map<String, ?> fields) {
    return publish(jobId, event(jobId, type, Map.of(), fields));
  }

  /** {@code task_started}: what was asked for goes into {@code fields}. */
  public CompletionStage<Published> taskStarted(
      String jobId, String taskType, Map<String, ?> fields) {
    return publish(jobId, event(jobId, "task_started", Map.of("task_type", taskType), fields));
  }

  /** {@code task_progress}. */
  public CompletionStage<Published> taskProgress(
      String jobId, String taskType, String progress, Map<String, ?> fields) {
    return publish(
        jobId, event(jobId, "task_progress", ordered(taskType, "progress", progress), fields));
  }

  /** {@code task_completed}. */
  public CompletionStage<Published> taskCompleted(
      String jobId, String taskType, Map<String, ?> result, Map<String, ?> fields) {
    return publish(
        jobId, event(jobId, "task_completed", ordered(taskType, "result", result), fields));
  }

  /** {@code task_failed}. */
  public CompletionStage<Published> taskFailed(
      String jobId, String taskType, String error, Map<String, ?> fields) {
    return publish(jobId, event(jobId, "task_failed", ordered(taskType, "error", error), fields));
  }

  /** {@code outline_generated}. */
  public CompletionStage<Published> outlineGenerated(String jobId, Map<String, ?> outline) {
    return publish(jobId, event(jobId, "outline_generated", Map.of("outline", outline), Map.of()));
  }

  /** {@code document_generated}. */
  public CompletionStage<Published> documentGenerated(String jobId, Map<String, ?> document) {
    return publish(
        jobId, event(jobId, "document_generated", Map.of("document", document), Map.of()));
  }

  /**
   * Does {@code work} and publishes that it started, and completed (with {@code result} and {@code
   * duration}) or failed (with {@code error}); its result and its exception reach the caller as
   * they are. Does not wait for Redis; what cannot be published costs one warning.
   */
  public <T> T run(String jobId, String taskType, Callable<T> work) throws Exception {
    return new PublishedTask(this, jobId, taskType, clock).run(work);
  }

  /** As {@link #run}, for work that goes on after it has returned. */
  public <T> CompletionStage<T> runAsync(
      String jobId, String taskType, Supplier<? extends CompletionStage<T>> work) {
    return new PublishedTask(this, jobId, taskType, clock).runAsync(work);
  }

  /** How many entries the job's stream has. */
  public CompletionStage<Long> length(String jobId) {
    return stream(jobId).length();
  }

  /** What Redis knows about the job's stream. */
  public CompletionStage<StreamInfo> info(String jobId) {
    return stream(jobId).info();
  }

  /** The job's stream, to read it. */
  public RedisStream stream(String jobId) {
    return link.stream(JobEvent.stream(jobId));
  }

  private Map<String, Object> event(
      String jobId, String type, Map<String, ?> own, Map<String, ?> fields) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_type", requireNonNull(type, "type"));
    event.put("job_id", requireNonNull(jobId, "jobId"));
    event.putAll(own);
    event.put("timestamp", clock.instant().toString());
    fields.forEach(
        (key, value) -> {
          if (!FIXED.contains(key) && !own.containsKey(key)) {
            event.put(key, value);
          }
        });
    return event;
  }

  private static Map<String, Object> ordered(String taskType, String key, Object value) {
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("task_type", requireNonNull(taskType, "taskType"));
    own.put(key, requireNonNull(value, key));
    return own;
  }
}
