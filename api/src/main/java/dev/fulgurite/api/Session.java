package dev.fulgurite.api;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who and what the work of a while belongs to: a conversation, its user, and in training the
 * rollout and its attempt. Every span started while it is open carries it, those of other libraries
 * too.
 *
 * <pre>{@code
 * try (Scope scope = Session.builder("s-1").user("u-1").rollout("ro-1", "at-1").tag("eval").open()) {
 *   answer(question);
 * }
 * }</pre>
 *
 * <p>It lives in the OpenTelemetry {@link Context}: it goes wherever that is propagated ({@code
 * Context.current().wrap(task)}), and many may be open at once on different threads. An inner
 * session hides an outer one as a whole. Immutable and thread-safe.
 */
public final class Session implements ImplicitContextKeyed {
  private static final ContextKey<Session> KEY = ContextKey.named("fulgurite-session");
  private static final RolloutSequences SEQUENCES = new RolloutSequences(10_000);

  private final String id;
  private final @Nullable String rolloutId;
  private final Map<String, Object> attributes;
  private final @Nullable AtomicLong sequence;

  private Session(Builder builder) {
    id = builder.id;
    rolloutId = builder.rolloutId;
    sequence = rolloutId == null ? null : SEQUENCES.of(rolloutId);
    attributes = Collections.unmodifiableMap(builder.attributes());
  }

  /**
   * Starts to describe a session.
   *
   * @throws IllegalArgumentException if {@code sessionId} is null or empty
   */
  public static Builder builder(String sessionId) {
    return new Builder(Refusal.ifEmpty(sessionId, "sessionId"));
  }

  /** The session that is open here. */
  public static Optional<Session> current() {
    return Optional.ofNullable(in(Context.current()));
  }

  static @Nullable Session in(Context context) {
    return context.get(KEY);
  }

  public String id() {
    return id;
  }

  /** Empty outside training. */
  public Optional<String> rolloutId() {
    return Optional.ofNullable(rolloutId);
  }

  /** Opens it in the current context of this thread; close the scope on the same thread. */
  @SuppressWarnings("MustBeClosedChecker") // The caller closes it.
  public Scope open() {
    return makeCurrent();
  }

  @Override
  public Context storeInContext(Context context) {
    return context.with(KEY, this);
  }

  /** Runs {@code work} in this session, unless one with the same id is open, which says more. */
  <T> T call(Supplier<T> work) {
    @Nullable Session open = in(Context.current());
    boolean says = open != null && open.id.equals(id);
    return says ? work.get() : Context.current().with(this).wrapSupplier(work).get();
  }

  Map<String, Object> nextAttributes() {
    if (sequence == null) {
      return attributes;
    }
    Map<String, Object> next = new LinkedHashMap<>(attributes);
    next.put(AgentLightning.SEQUENCE_ID, sequence.incrementAndGet());
    return next;
  }

  @Override
  public String toString() {
    return "Session" + attributes;
  }

  /** Describes a session. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final List<String> tags = new ArrayList<>();
    private @Nullable String userId;
    private @Nullable String agentName;
    private @Nullable String rolloutId;
    private @Nullable String attemptId;

    private Builder(String id) {
      this.id = id;
    }

    /**
     * Who the work is done for.
     *
     * @throws IllegalArgumentException if {@code userId} is null or empty
     */
    public Builder user(String userId) {
      this.userId = Refusal.ifEmpty(userId, "userId");
      return this;
    }

    /**
     * Which training rollout this is, and which attempt at it. Spans get sequence ids, which
     * continue over the attempts of one rollout.
     *
     * @throws IllegalArgumentException if either is null or empty
     */
    public Builder rollout(String rolloutId, String attemptId) {
      this.rolloutId = Refusal.ifEmpty(rolloutId, "rolloutId");
      this.attemptId = Refusal.ifEmpty(attemptId, "attemptId");
      return this;
    }

    /**
     * Adds a tag, after those before it.
     *
     * @throws IllegalArgumentException if {@code tag} is null or empty
     */
    public Builder tag(String tag) {
      tags.add(Refusal.ifEmpty(tag, "tag"));
      return this;
    }

    /**
     * Adds tags, after those before them.
     *
     * @throws IllegalArgumentException if one of them is null or empty
     */
    public Builder tags(String... tags) {
      for (String tag : Refusal.ifNull(tags, "tags")) {
        tag(tag);
      }
      return this;
    }

    /**
     * Which agent does the work.
     *
     * @throws IllegalArgumentException if {@code agentName} is null or empty
     */
    public Builder agent(String agentName) {
      this.agentName = Refusal.ifEmpty(agentName, "agentName");
      return this;
    }

    /** The session, not yet open: {@code Context.current().with(session)} carries it elsewhere. */
    public Session build() {
      return new Session(this);
    }

    /** Builds it and opens it in the current context; close the scope on the same thread. */
    public Scope open() {
      return build().open();
    }

    private Map<String, Object> attributes() {
      Map<String, Object> attributes = new LinkedHashMap<>();
      attributes.put(Fulgurite.SESSION_ID, id);
      attributes.put(GenAi.CONVERSATION_ID, id);
      attributes.put(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_SESSION);
      putIfGiven(attributes, Fulgurite.USER_ID, userId);
      putIfGiven(attributes, GenAi.AGENT_NAME, agentName);
      putIfGiven(attributes, AgentLightning.ROLLOUT_ID, rolloutId);
      putIfGiven(attributes, AgentLightning.ATTEMPT_ID, attemptId);
      if (!tags.isEmpty()) {
        attributes.put(Fulgurite.TAGS, List.copyOf(tags));
      }
      return attributes;
    }

    private static void putIfGiven(
        Map<String, Object> attributes, String key, @Nullable String value) {
      if (value != null) {
        attributes.put(key, value);
      }
    }
  }
}
