package dev.fulgurite.cli;

import dev.fulgurite.cli.text.Numbers;
import dev.fulgurite.exporter.store.SessionSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/** What many sessions come to. */
final class SessionTotals {
  private final List<SessionSummary> sessions;

  SessionTotals(List<SessionSummary> sessions) {
    this.sessions = sessions;
  }

  /** One line for people. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    parts.add(Numbers.counted(sessions.size(), "session"));
    parts.add(Numbers.counted(sum(SessionSummary::spans), "span"));
    parts.add(Numbers.counted(sum(SessionSummary::modelCalls), "model call"));
    parts.add(Numbers.counted(sum(SessionSummary::toolCalls), "tool call"));
    parts.add(Numbers.counted(sum(SessionSummary::errors), "error"));
    String tokens =
        Numbers.tokens(sum(SessionSummary::inputTokens), sum(SessionSummary::outputTokens));
    if (!tokens.isEmpty()) {
      parts.add(tokens + " tokens");
    }
    parts.add(meanReward());
    return String.join(" · ", parts);
  }

  private String meanReward() {
    double[] rewards =
        sessions.stream()
            .map(SessionSummary::reward)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    if (rewards.length == 0) {
      return "no rewards";
    }
    double sum = Arrays.stream(rewards).sum();
    return "mean reward %s (%s/%d)"
        .formatted(Double.toString(sum / rewards.length), Numbers.exact(sum), rewards.length);
  }

  private long sum(ToLongFunction<SessionSummary> field) {
    return sessions.stream().mapToLong(field).sum();
  }
}
