package dev.fulgurite.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final StringWriter terminal = new StringWriter();
  private final AtomicLong now = new AtomicLong(5);

  @Test
  void at_writesOverTheLine_onceItTakesLong_andCloseTakesItAway() {
    try (Progress progress = progress(true)) {
      progress.at(0.1, "early");
      now.addAndGet(SECOND);
      progress.at(0.5, "2 spans");
      progress.at(0.6, "too soon");
      now.addAndGet(SECOND);
      progress.at("3 spans");
    }

    assertThat(terminal)
        .hasToString(
            "\r\u001b[K"
                + "█".repeat(15)
                + "░".repeat(15)
                + "  50 %  2 spans\r\u001b[K3 spans"
                + "\r\u001b[K");
  }

  @Test
  void at_writesNothing_offATerminal_orInAShortTime() {
    try (Progress progress = progress(false)) {
      now.addAndGet(9 * SECOND);
      progress.at(1, "done");
    }
    try (Progress progress = progress(true)) {
      progress.at(1, "done");
    }

    assertThat(terminal.toString()).isEmpty();
  }

  private Progress progress(boolean visible) {
    return new Progress(new PrintWriter(terminal), visible, now::get);
  }
}
