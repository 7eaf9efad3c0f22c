package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final String LOST = "name=Z\uFFFD\uFFFDrich";

  @Test
  void argument_thatTheLocaleCannotHold_isRefused_withTheRemedy() {
    StringWriter err = new StringWriter();

    assertThat(areRead("ANSI_X3.4-1968", err, "search", LOST)).isFalse();
    assertThat(err.toString())
        .hasLineCount(1)
        .startsWith("fulgurite: ")
        .contains(LOST, "ANSI_X3.4-1968", "LC_ALL=C.UTF-8");
  }

  @Test
  void otherArguments_areRead() {
    StringWriter err = new StringWriter();

    assertThat(areRead("ANSI_X3.4-1968", err, "search", "name=Zurich?")).isTrue();
    assertThat(areRead("UTF-8", err, "search", LOST)).isTrue();
    assertThat(areRead("utf8", err, "search", LOST)).isTrue();
    assertThat(err.toString()).isEmpty();
  }

  private static boolean areRead(String encoding, StringWriter err, String... args) {
    return Arguments.areRead(args, encoding, new PrintWriter(err, true));
  }
}
