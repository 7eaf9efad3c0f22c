package dev.fulgurite.exporter.lightning;

import dev.fulgurite.api.Session;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a rollout, while it runs: what is emitted meanwhile in its OpenTelemetry context,
 * by other libraries too, belongs to it. Closing it delivers that first, and then tells the trainer
 * how it ended: failed, unless {@link #succeed} was called.
 *
 * <pre>{@code
 * try (RolloutScope scope = store.open(rollout)) {
 *   emitter.reward(score(agent.answer(rollout.input())));
 *   scope.succeed();
 * }
 * }</pre>
 *
 * <p>Close it on the thread that opened it; that may block for the flush timeout, and throws
 * nothing.
 */
public final class RolloutScope implements AutoCloseable {
  private final AttemptId attempt;
  private final Session session;
  private final Scope scope;
  private final Function<Boolean, RolloutOutcome> ending;
  private volatile boolean succeeded;
  private volatile @Nullable RolloutOutcome outcome;

  RolloutScope(AttemptId attempt, Session session, Function<Boolean, RolloutOutcome> ending) {
    this.attempt = attempt;
    this.session = session;
    this.ending = ending;
    this.scope = session.open();
  }

  /** To carry it to other threads: {@code Context.current().with(scope.session())}. */
  public Session session() {
    return session;
  }

  public String rolloutId() {
    return attempt.rollout();
  }

  public String attemptId() {
    return attempt.attempt();
  }

  AttemptId attempt() {
    return attempt;
  }

  /** The attempt has done what it was to do. */
  public void succeed() {
    succeeded = true;
  }

  /** How it ended; empty while it has not. */
  public Optional<RolloutOutcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  @Override
  public void close() {
    if (outcome == null) {
      scope.close();
      outcome = ending.apply(succeeded);
    }
  }
}
