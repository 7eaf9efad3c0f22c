package dev.fulgurite.cli;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.AttributePredicate;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.SpanFilter;
import dev.fulgurite.exporter.store.SpanQuery;
import dev.fulgurite.exporter.store.SpanReader;
import dev.fulgurite.exporter.store.StoredSpan;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which spans to look at; every condition given must hold. */
final class FilterArguments {
  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  @Option(names = "--session", paramLabel = "ID", description = "Of this session.")
  @Nullable String session;

  @Option(
      names = "--trace",
      paramLabel = "ID",
      description = "Of this trace; its first digits will do.")
  @Nullable String trace;

  @Option(names = "--rollout", paramLabel = "ID", description = "Of this rollout.")
  @Nullable String rollout;

  @Option(names = "--attempt", paramLabel = "ID", description = "Of this attempt.")
  @Nullable String attempt;

  @Option(names = "--agent", paramLabel = "NAME", description = "With this gen_ai.agent.name.")
  @Nullable String agent;

  @Option(names = "--user", paramLabel = "NAME", description = "With this user.id.")
  @Nullable String user;

  @Option(names = "--kind", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  @Nullable EventKind kind;

  @Option(names = "--name", paramLabel = "NAME", description = "With exactly this span name.")
  @Nullable String name;

  @Option(
      names = "--where",
      paramLabel = "FILTER",
      converter = Where.class,
      description = "That this filter lets through; see fulgurite search --help.")
  @Nullable SpanFilter where;

  @Option(names = "--errors", description = "Only what failed.")
  boolean errors;

  @Mixin TimeArguments times = new TimeArguments();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = AtLeastOne.class,
      description = "At most this many.")
  @Nullable Integer limit;

  /** The conditions, without {@code --errors}, which sessions take otherwise, and the limit. */
  SpanQuery query(SpanReader reader) {
    SpanQuery.Builder query =
        SpanQuery.builder()
            .setSessionId(session)
            .setTraceId(trace == null ? null : Ids.trace(reader, trace))
            .setRolloutId(rollout)
            .setAttemptId(attempt)
            .setKind(kind)
            .setName(name)
            .setFilter(where);
    times.addTo(query, command.commandLine());
    addEquals(query, GenAi.AGENT_NAME, agent);
    addEquals(query, Fulgurite.USER_ID, user);
    return query.build();
  }

  private static void addEquals(SpanQuery.Builder query, String key, @Nullable String value) {
    if (value != null) {
      query.addAttribute(new AttributePredicate(key, AttributePredicate.Operator.EQUALS, value));
    }
  }

  /** Whether {@link #query} may let through some spans of a trace and not others. */
  boolean isGiven() {
    return times.areGiven()
        || Stream.of(session, rollout, attempt, agent, user, kind, name, where)
            .anyMatch(Objects::nonNull);
  }

  /** Whether {@code --errors} lets the span through. */
  boolean admits(StoredSpan span) {
    return !errors || SpanFacts.isError(span.status(), EventKind.of(span));
  }

  /** {@code --limit}, else {@code otherwise}. */
  int limit(int otherwise) {
    return limit == null ? otherwise : limit;
  }
}
