package dev.fulgurite.cli;

import java.io.PrintWriter;

/** Nobody reads any more, as behind {@code head}: the work ends, quietly. */
final class PipeClosed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private PipeClosed() {
    super("output closed", null, false, false);
  }

  /** Ends a long listing whose reader has gone; flushes. */
  static void check(PrintWriter out) {
    if (out.checkError()) {
      throw new PipeClosed();
    }
  }
}
