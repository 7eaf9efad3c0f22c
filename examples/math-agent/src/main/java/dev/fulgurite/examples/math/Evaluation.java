package dev.fulgurite.examples.math;

import dev.fulgurite.api.Session;
import dev.fulgurite.examples.math.replay.Problem;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks the agent every question, each in a session and rollout of its own, and scores it. */
final class Evaluation {
  // No recorded solution comes near it; it keeps a real model from going on for ever.
  private static final int MAX_TOOL_CALLS = 200;

  private final Calculator calculator = new Calculator();
  private final ExactMatch exactMatch = new ExactMatch();
  private final AtomicLong serviceCalls = new AtomicLong();
  private final AtomicLong right = new AtomicLong();
  // A second run asks the same questions, but those are other sessions.
  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Endpoint endpoint;
  private final Progress progress;

  Evaluation(Endpoint endpoint, Progress progress) {
    this.endpoint = endpoint;
    this.progress = progress;
  }

  Counts run(List<Problem> problems, int parallel) throws InterruptedException, ExecutionException {
    ExecutorService workers = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<?>> pending =
          problems.stream().<Future<?>>map(p -> workers.submit(() -> solve(p))).toList();
      for (Future<?> problem : pending) {
        problem.get();
      }
    } finally {
      workers.shutdownNow();
    }
    return counts(problems.size());
  }

  /** How many of the tool calls failed. */
  long toolFailures() {
    return calculator.failures();
  }

  /** The session marks the spans of all that happens while it is open; nothing else reads it. */
  @SuppressWarnings("try")
  private void solve(Problem problem) {
    String question = problem.number() + "-" + run;
    String session = "q-" + question;
    try (var scope = Session.builder(session).rollout("ro-" + question, "at-1").open()) {
      askAndScore(session, problem);
    }
  }

  private void askAndScore(String session, Problem problem) {
    String answer = ask(session, problem.question());
    boolean matches =
        exactMatch.score(answer == null ? "" : answer, problem.expected()) == ExactMatch.RIGHT;
    if (matches) {
      right.incrementAndGet();
    }
    if (answer != null) {
      progress.answered(matches);
    }
  }

  /** Null if the model could not be asked, which the progress then shows. */
  private @Nullable String ask(String session, String question) {
    serviceCalls.incrementAndGet();
    try {
      return agent().solve(question);
    } catch (RuntimeException e) {
      progress.failed(session, e);
      return null;
    }
  }

  /** A new agent with an empty memory: questions must not see each other. */
  private MathAgent agent() {
    return AiServices.builder(MathAgent.class)
        .chatModel(endpoint.model())
        .chatMemory(MessageWindowChatMemory.withMaxMessages(2 * MAX_TOOL_CALLS + 3))
        .tools(calculator)
        .maxToolCallingRoundTrips(MAX_TOOL_CALLS)
        .build();
  }

  private Counts counts(int questions) {
    return new Counts(
        questions,
        serviceCalls.get(),
        endpoint.modelCalls(),
        calculator.calls(),
        exactMatch.scores(),
        right.get());
  }
}
