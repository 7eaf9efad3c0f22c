package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** How a child process ended and what it said. */
record Run(int exitCode, String out, String err) {
  List<String> outLines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }

  /** Fails the test, with all output, when the process did not end well. */
  Run succeeded() {
    assertThat(exitCode).as("exit code\n--- out\n%s\n--- err\n%s", out, err).isZero();
    return this;
  }
}
