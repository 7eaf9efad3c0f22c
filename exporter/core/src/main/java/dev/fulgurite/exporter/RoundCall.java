package dev.fulgurite.exporter;

import java.util.List;

/** The same call to several endpoints. The worker owns it. */
record RoundCall(List<ExporterCall> calls) {
  /** Whether each has answered. */
  boolean isDone() {
    return calls.stream().allMatch(call -> call.answer() != null);
  }

  /** Whether each has answered with success. */
  boolean hasSucceeded() {
    return calls.stream()
        .map(ExporterCall::answer)
        .allMatch(answer -> answer != null && answer.isSuccess());
  }

  /** Nobody waits any more. */
  void abandon() {
    calls.forEach(ExporterCall::abandon);
  }
}
