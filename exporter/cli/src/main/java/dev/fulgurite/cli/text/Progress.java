package dev.fulgurite.cli.text;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * A line that says how far long work is, written over and over and taken away at the end. Nothing
 * for the first second, since most work is done by then. Not thread-safe.
 */
public final class Progress implements AutoCloseable {
  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long STEP_NANOS = 100_000_000;
  private static final int BAR = 30;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter terminal;
  private final LongSupplier nanoTime;
  private final boolean visible;
  private long next;
  private boolean shown;

  /**
   * @param visible whether there is a terminal; nothing is written otherwise
   * @param nanoTime as {@link System#nanoTime}
   */
  public Progress(PrintWriter terminal, boolean visible, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.visible = visible;
    this.nanoTime = nanoTime;
    this.next = visible ? nanoTime.getAsLong() + PATIENCE_NANOS : 0;
  }

  /** Work of an unknown length: {@code text} is all there is to say. */
  public void at(String text) {
    if (isDue()) {
      show(text);
    }
  }

  /**
   * @param share of the work that is done, from 0 to 1
   */
  public void at(double share, String text) {
    if (isDue()) {
      int done = (int) (Math.min(1, share) * BAR);
      String bar = "█".repeat(done) + "░".repeat(BAR - done);
      show(String.format(Locale.ROOT, "%s %3.0f %%  %s", bar, share * 100, text));
    }
  }

  /** Whether something said now would be seen. */
  public boolean isDue() {
    return visible && nanoTime.getAsLong() - next >= 0;
  }

  private void show(String line) {
    terminal.print(ERASE + line);
    terminal.flush();
    shown = true;
    next = nanoTime.getAsLong() + STEP_NANOS;
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (shown) {
      terminal.print(ERASE);
      terminal.flush();
      shown = false;
    }
  }
}
