package dev.fulgurite.exporter.store;

import dev.fulgurite.exporter.EventKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to look for: every condition that is set must hold. Immutable; build one with {@link
 * #builder()}. Unset conditions are null.
 */
public final class SpanQuery {
  /** 1,000 spans. */
  public static final int DEFAULT_LIMIT = 1000;

  /** Every span, oldest first, {@link #DEFAULT_LIMIT} at a time. */
  public static final SpanQuery ALL = builder().build();

  /**
   * By start time; ties by the order in which the store got them. {@link #NEWEST_FIRST} is the
   * exact reverse of {@link #OLDEST_FIRST}. {@link #ARRIVAL} is the order in which the store got
   * them, so that what arrives later is never before a cursor; summaries take it for {@link
   * #OLDEST_FIRST}.
   */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST,
    ARRIVAL
  }

  private final Builder fields;

  private SpanQuery(Builder builder) {
    this.fields = builder.copy();
  }

  public static Builder builder() {
    return new Builder();
  }

  public @Nullable String sessionId() {
    return fields.sessionId;
  }

  public @Nullable String traceId() {
    return fields.traceId;
  }

  public @Nullable String rolloutId() {
    return fields.rolloutId;
  }

  public @Nullable String attemptId() {
    return fields.attemptId;
  }

  public @Nullable EventKind kind() {
    return fields.kind;
  }

  public @Nullable String name() {
    return fields.name;
  }

  public @Nullable StatusCode status() {
    return fields.status;
  }

  /** Nanoseconds since the epoch, inclusive, on the start time. */
  public @Nullable Long startedFrom() {
    return fields.startedFrom;
  }

  /** Nanoseconds since the epoch, exclusive, on the start time. */
  public @Nullable Long startedBefore() {
    return fields.startedBefore;
  }

  /** Inclusive, on the primary reward. */
  public @Nullable Double rewardFrom() {
    return fields.rewardFrom;
  }

  /** Inclusive, on the primary reward. */
  public @Nullable Double rewardTo() {
    return fields.rewardTo;
  }

  /**
   * Found, ignoring case, in the name, a string attribute or an element of a string array of the
   * span or of one of its events, or in the description of its status.
   */
  public @Nullable String text() {
    return fields.text;
  }

  public List<AttributePredicate> attributes() {
    return List.copyOf(fields.attributes);
  }

  /** Holds beside all other conditions. */
  public @Nullable SpanFilter filter() {
    return fields.filter;
  }

  public Order order() {
    return fields.order;
  }

  public int limit() {
    return fields.limit;
  }

  public @Nullable String cursor() {
    return fields.cursor;
  }

  /** A builder that begins with this query's conditions. */
  public Builder toBuilder() {
    return fields.copy();
  }

  /** Not thread-safe. */
  public static final class Builder {
    private @Nullable String sessionId;
    private @Nullable String traceId;
    private @Nullable String rolloutId;
    private @Nullable String attemptId;
    private @Nullable EventKind kind;
    private @Nullable String name;
    private @Nullable StatusCode status;
    private @Nullable Long startedFrom;
    private @Nullable Long startedBefore;
    private @Nullable Double rewardFrom;
    private @Nullable Double rewardTo;
    private @Nullable String text;
    private List<AttributePredicate> attributes = new ArrayList<>();
    private @Nullable SpanFilter filter;
    private Order order = Order.OLDEST_FIRST;
    private int limit = DEFAULT_LIMIT;
    private @Nullable String cursor;

    private Builder() {}

    public Builder setSessionId(@Nullable String sessionId) {
      this.sessionId = sessionId;
      return this;
    }

    public Builder setTraceId(@Nullable String traceId) {
      this.traceId = traceId;
      return this;
    }

    public Builder setRolloutId(@Nullable String rolloutId) {
      this.rolloutId = rolloutId;
      return this;
    }

    public Builder setAttemptId(@Nullable String attemptId) {
      this.attemptId = attemptId;
      return this;
    }

    public Builder setKind(@Nullable EventKind kind) {
      this.kind = kind;
      return this;
    }

    /** Exact. */
    public Builder setName(@Nullable String name) {
      this.name = name;
      return this;
    }

    public Builder setStatus(@Nullable StatusCode status) {
      this.status = status;
      return this;
    }

    public Builder setStartedFrom(@Nullable Long epochNanos) {
      this.startedFrom = epochNanos;
      return this;
    }

    public Builder setStartedBefore(@Nullable Long epochNanos) {
      this.startedBefore = epochNanos;
      return this;
    }

    public Builder setRewardFrom(@Nullable Double value) {
      this.rewardFrom = value;
      return this;
    }

    public Builder setRewardTo(@Nullable Double value) {
      this.rewardTo = value;
      return this;
    }

    public Builder setText(@Nullable String text) {
      this.text = text;
      return this;
    }

    public Builder addAttribute(AttributePredicate predicate) {
      attributes.add(predicate);
      return this;
    }

    public Builder setFilter(@Nullable SpanFilter filter) {
      this.filter = filter;
      return this;
    }

    public Builder setOrder(Order order) {
      this.order = order;
      return this;
    }

    /** At least 1. */
    public Builder setLimit(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("limit must be at least 1, was " + limit);
      }
      this.limit = limit;
      return this;
    }

    public Builder setCursor(@Nullable String cursor) {
      this.cursor = cursor;
      return this;
    }

    public SpanQuery build() {
      return new SpanQuery(this);
    }

    private Builder copy() {
      Builder copy = new Builder();
      copy.sessionId = sessionId;
      copy.traceId = traceId;
      copy.rolloutId = rolloutId;
      copy.attemptId = attemptId;
      copy.kind = kind;
      copy.name = name;
      copy.status = status;
      copy.startedFrom = startedFrom;
      copy.startedBefore = startedBefore;
      copy.rewardFrom = rewardFrom;
      copy.rewardTo = rewardTo;
      copy.text = text;
      copy.attributes = new ArrayList<>(attributes);
      copy.filter = filter;
      copy.order = order;
      copy.limit = limit;
      copy.cursor = cursor;
      return copy;
    }
  }
}
