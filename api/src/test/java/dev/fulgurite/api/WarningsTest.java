package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
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

  @Test
  void unreadableRewards_areToldInPlainWords() {
    SpanReaders.rewardValue(
        Attributes.builder().put("agentlightning.reward.0.value", "0.25").build());

    assertThat(lines)
        .allMatch(line -> line.contains("no finite number") && !line.contains("Exception"))
        .hasSizeLessThan(2); // none where another test had the warning of this minute
  }

  @Test
  void report_saysWhereTheProgramsOwnExceptionsComeFrom_notWhatTheySay() {
    Warnings.report("test: cannot show", thrownBy("com.example.Tool"));
    Warnings.report("test: cannot require", thrownBy("java.util.Objects"));
    Warnings.report("test: cannot tell", thrownBy());
    Warnings.report("test: cannot link", new NoClassDefFoundError("com/example/Missing"));
    Warnings.report("test: cannot ask", new Unreadable());

    assertThat(lines)
        .containsExactly(
            "Fulgurite: test: cannot show: java.lang.IllegalStateException"
                + " at com.example.Tool.show(Tool.java:7)",
            "Fulgurite: test: cannot require: java.lang.IllegalStateException: content",
            "Fulgurite: test: cannot tell: java.lang.IllegalStateException",
            "Fulgurite: test: cannot link: java.lang.NoClassDefFoundError: com/example/Missing",
            "Fulgurite: test: cannot ask: " + Unreadable.class.getName());
  }

  private static Exception thrownBy(String... classNames) {
    Exception exception = new IllegalStateException("content");
    exception.setStackTrace(
        Stream.of(classNames)
            .map(name -> new StackTraceElement(name, "show", "Tool.java", 7))
            .toArray(StackTraceElement[]::new));
    return exception;
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("content");
    }
  }
}
