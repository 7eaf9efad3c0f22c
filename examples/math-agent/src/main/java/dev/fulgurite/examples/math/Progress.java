package dev.fulgurite.examples.math;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Shows a run as one character per question. Thread-safe: holds its lock while it prints. */
final class Progress {
  private static final int WIDTH = 50;
  private static final int MAX_LINE = 200;

  private final Object lock = new Object();
  private final PrintStream out;
  private final int questions;
  private int done;
  private int failed;
  private @Nullable String firstFailure;

  Progress(PrintStream out, int questions) {
    this.out = out;
    this.questions = questions;
  }

  void answered(boolean right) {
    synchronized (lock) {
      show(right ? '.' : 'x');
    }
  }

  void failed(String session, Throwable failure) {
    synchronized (lock) {
      failed++;
      if (firstFailure == null) {
        firstFailure = session + ": " + oneLine(failure.toString());
      }
      show('!');
    }
  }

  /** Null if every question got an answer. */
  @Nullable String failures() {
    synchronized (lock) {
      return failed == 0
          ? null
          : "no answer to %d of %d questions, the first: %s"
              .formatted(failed, questions, firstFailure);
    }
  }

  boolean allFailed() {
    synchronized (lock) {
      return failed == questions;
    }
  }

  private static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= MAX_LINE ? line : line.substring(0, MAX_LINE) + "…";
  }

  private void show(char mark) {
    out.print(mark);
    if (++done % WIDTH == 0 || done == questions) {
      out.println(" " + done + "/" + questions);
    }
    out.flush();
  }
}
