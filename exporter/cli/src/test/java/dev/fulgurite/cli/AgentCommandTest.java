package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.cli.text.Ansi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without an agent; with one, see the agent's own tests. */
class AgentCommandTest {
  private static final String STATUS =
      """
      {"version": "1.2", "pid": 47, "uptime_seconds": 185, "mode": "bridge", "store": "spans.db",
       "sample_rate": 0.5, "suppressed_failures": 1,
       "ledger": [{"destination": "sqlite", "emitted": 1000, "sampled_out": 1, "dropped": 2,
         "delivered": 3, "failed": 4, "in_flight": 5}],
       "hooks": [
         {"id": "lib.chat", "state": "called", "calls": 12, "classes": 2, "expected": true},
         {"id": "lib.tool", "state": "no match", "calls": 0, "classes": 0, "expected": true,
          "library": "lib-9.jar"},
         {"id": "other.chat", "state": "not loaded", "calls": 0, "classes": 0}],
       "methods": [{"id": "a.B[m]", "state": "never called", "calls": 0, "classes": 1}]}
      """;

  @Test
  void help_hasExamples() {
    Cli cli = Cli.run("agent", "--help");

    assertThat(cli.code()).isZero();
    assertThat(cli.out())
        .contains(
            "Usage: fulgurite agent ", "Examples:", "sample-rate", "methods", "status", "start");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "sample-rate", "methods", "start"})
  void help_ofEachAction(String action) {
    Cli cli = Cli.run("agent", "1", action, "--help");

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: fulgurite agent PID " + action);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "agent",
        "agent 1",
        "agent 1 bogus",
        "agent 1 sample-rate",
        "agent 1 methods add",
        "agent me status",
        "agent 0 status",
        "agent -1 status",
        "agent 99999999999 status"
      })
  void badUsage_isCode2_andNamesTheHelp(String line) {
    Cli cli = Cli.run(line.split(" "));

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.out()).isEmpty();
    assertThat(cli.err()).startsWith("fulgurite: ").contains("--help").hasLineCount(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"agent me status", "agent 1 sample-rate", "agent 1 bogus", "agent"})
  void misuse_namesAHelpThatWorks(String line) {
    Matcher help =
        Pattern.compile("'fulgurite (.*--help)'").matcher(Cli.run(line.split(" ")).err());

    assertThat(help.find()).isTrue();
    Cli cli = Cli.run(help.group(1).split(" "));
    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("Usage: fulgurite agent ");
  }

  @Test
  void thisProcess_isRefused() {
    Cli cli = Cli.run("agent", Long.toString(ProcessHandle.current().pid()), "status");

    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("no JVM that can be attached to");
  }

  @Test
  void status_hasTheLedger_theHooksThatAreLoaded_andTheMethods() throws IOException {
    assertThat(text(false))
        .isEqualTo(
            """
            agent 1.2 in process 47, up 3 min 05 s
            mode         bridge: the agent serves the application's OpenTelemetry API
            store        spans.db
            sample rate  0.5
            1 failure kept from the program

            destination  emitted  sampled out  dropped  delivered  failed  in flight
            sqlite         1,000            1        2          3       4          5

            hook or method  state         calls  classes
            lib.chat        called           12        2
            lib.tool        no match          0        0  lib-9.jar
            a.B[m]          never called      0        1
            1 hook of what is not loaded; --all shows them
            """);
    assertThat(text(true)).contains("other.chat").doesNotContain("--all");
  }

  private static String text(boolean all) throws IOException {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    new AgentStatusText(new ObjectMapper().readTree(STATUS), writer, Ansi.OFF).print(all);
    writer.flush();
    return out.toString().replace("\r\n", "\n");
  }
}
