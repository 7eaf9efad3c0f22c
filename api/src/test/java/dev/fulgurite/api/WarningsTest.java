package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarningsTest {
  private final Logger logger = Logger.getLogger("dev.fulgurite");
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
  }

  @Test
  void report_warnsOncePerCause_whateverTheDetail() {
    for (int i = 0; i < 3; i++) {
      Warnings.report("test: cannot read", "span " + i, new IllegalStateException("no number"));
      Warnings.report("test: no string", "span " + i);
      Warnings.report("test: cannot emit", new IllegalStateException("broken"));
    }

    assertThat(lines)
        .containsExactly(
            "Fulgurite: test: cannot read span 0: java.lang.IllegalStateException: no number",
            "Fulgurite: test: no string span 0",
            "Fulgurite: test: cannot emit: java.lang.IllegalStateException: broken");
  }
}
