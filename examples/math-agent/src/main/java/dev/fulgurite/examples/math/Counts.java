package dev.fulgurite.examples.math;

/** What a run's own server, tool and score have counted, independent of who else listens. */
record Counts(
    long questions, long serviceCalls, long modelCalls, long toolCalls, long rewards, long right) {

  /** What a listener must have recorded: one span for each call and each reward. */
  long total() {
    return serviceCalls + modelCalls + toolCalls + rewards;
  }

  double accuracy() {
    return (double) right / questions;
  }

  /** The two lines that end a run; programs may read them. */
  String lines() {
    return "counted: questions=%d service_calls=%d model_calls=%d tool_calls=%d rewards=%d total=%d%n"
            .formatted(questions, serviceCalls, modelCalls, toolCalls, rewards, total())
        + "accuracy: "
        + accuracy()
        + " ("
        + right
        + "/"
        + questions
        + ")";
  }
}
