package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.cli.CommandLine;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code fulgurite agent}, and a program that runs in a Java of its own. */
class LiveControlIT {
  private static final String WORK = "app.Served$Worker[work]";

  @TempDir Path folder;

  static Stream<Path> jdks() {
    return Jdks.all().stream();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void status_countsWhatRuns(Path jdk) throws Exception {
    try (LiveProgram program =
        program(jdk).agentArguments("fulgurite.instrument.methods=" + WORK).serve("Served")) {
      assertThat(program.tell("one")).isEqualTo("ONE");
      assertThat(program.tell("two")).isEqualTo("TWO");

      JsonNode status = status(program);

      assertThat(status.get("pid").asText()).isEqualTo(program.pid());
      assertThat(status.get("mode").asText()).isEqualTo("isolated");
      assertThat(status.get("store").asText()).isEqualTo(folder + "/.fulgurite/fulgurite.db");
      assertThat(status.get("sample_rate").asDouble()).isEqualTo(1);
      assertThat(status.get("ledger").get(0).get("emitted").asInt()).isEqualTo(2);
      JsonNode method = status.get("methods").get(0);
      assertThat(method.get("id").asText()).isEqualTo(WORK);
      assertThat(method.get("state").asText()).isEqualTo("called");
      assertThat(method.get("calls").asInt()).isEqualTo(2);
      assertThat(status.get("hooks").findValuesAsText("id"))
          .contains("annotations", "langchain4j.chat");
      assertThat(program.end().err()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void method_isWatchedWithoutARestart_inWhatIsLoadedAndInWhatComes(Path jdk) throws Exception {
    try (LiveProgram program = program(jdk).serve("Served")) {
      program.tell("before");

      assertThat(agent(program, "methods", "add", WORK).out())
          .containsExactly(WORK + " is watched, in 1 class");
      program.tell("after");
      program.tell(" ");
      assertThat(program.tell("late")).isEqualTo("late late");
      Run run = program.end();

      assertThat(run.exit()).isZero();
      assertThat(run.err()).hasSize(2);
      List<StoredSpan> spans = run.spans();
      assertThat(spans)
          .extracting(span -> text(span, "agentlightning.operation.name"))
          .containsExactlyInAnyOrder("Served$Upper.work", "Served$Upper.work", "Served$Late.work");
      assertThat(spans)
          .filteredOn(span -> span.status() == StatusCode.ERROR)
          .singleElement()
          .satisfies(
              span ->
                  assertThat(text(span, "code.function.name")).isEqualTo("app.Served$Upper.work"));
    }
  }

  @Test
  void sampleRate_holdsForTheNextTrace() throws Exception {
    try (LiveProgram program =
        program(Jdks.current())
            .agentArguments("fulgurite.instrument.methods=" + WORK)
            .serve("Served")) {
      assertThat(agent(program, "sample-rate", "0.0").out())
          .singleElement()
          .asString()
          .startsWith("sample rate 0.0, was 1.0");
      program.tell("left out");
      assertThat(status(program).get("sample_rate").asDouble()).isZero();

      agent(program, "sample-rate", "1");
      program.tell("kept");
      Run run = program.end();

      assertThat(run.err().get(1)).contains("2 spans recorded, 1 stored, 1 sampled out");
    }
  }

  @Test
  void sampleRate_beforeTheFirstSpan_holdsFromTheStart() throws Exception {
    try (LiveProgram program = program(Jdks.current()).serve("Served")) {
      agent(program, "sample-rate", "0");
      agent(program, "methods", "add", WORK);
      program.tell("left out");

      assertThat(program.end().err().get(1)).contains("1 spans recorded, 0 stored, 1 sampled out");
    }
  }

  @Test
  void mistakes_areNamed_withCode2_andChangeNothing() throws Exception {
    try (LiveProgram program = program(Jdks.current()).serve("Served")) {
      refused(agent(program, "sample-rate", "half"), "sample-rate = 'half'", "0.0 to 1.0");
      refused(agent(program, "methods", "add", "a.B"), "'a.B'", "pkg.Class[");
      refused(agent(program, "methods", "remove", "a.B[m]"), "remove");
      refused(agent(program), "status");
      refused(command("agent", "0", "status"), "'0'", "jps");
      refused(command("agent", "me", "status"), "'me'", "jps");
      assertThat(status(program).get("sample_rate").asDouble()).isEqualTo(1);
      assertThat(status(program).get("methods")).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void programWithoutTheAgent_isLeftAlone_untilTheAgentIsStartedThere(Path jdk) throws Exception {
    try (LiveProgram program = program(jdk).withoutAgent().serve("Served")) {
      program.tell("before");
      refused(agent(program, "status"), "no Fulgurite agent runs in process", "start");
      refused(agent(program, "start", "--agent-jar", "missing.jar"), "'missing.jar'");
      assertThat(Files.readString(program.err())).isEmpty();

      Run started =
          agent(
              program,
              "start",
              "--agent-jar",
              ChildJvm.AGENT.toString(),
              "fulgurite.instrument.methods=" + WORK);
      assertThat(started.out()).singleElement().asString().startsWith("started in process");
      program.tell("after");
      assertThat(agent(program, "start").out()).singleElement().asString().contains("already");
      Run run = program.end();

      assertThat(run.err()).as(run.stderr()).hasSize(2);
      assertThat(run.spans()).hasSize(1);
    }
  }

  @Test
  void status_forPeople_hasTheLedgerAndTheHooks() throws Exception {
    try (LiveProgram program = program(Jdks.current()).serve("Served")) {
      Run run = agent(program, "status");

      assertThat(run.exit()).as(run.toString()).isZero();
      assertThat(run.stdout())
          .contains("in process " + program.pid(), "isolated", "no span yet", "--all shows them");
      assertThat(agent(program, "status", "--all").stdout())
          .containsPattern("langchain4j\\.chat +not loaded");
    }
  }

  private JsonNode status(LiveProgram program) throws Exception {
    Run run = agent(program, "status", "--json");
    assertThat(run.exit()).as(run.toString()).isZero();
    return new ObjectMapper().readTree(run.stdout());
  }

  private static void refused(Run run, String... reasons) {
    assertThat(run.exit()).as(run.toString()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasSize(2);
    assertThat(run.err().get(0)).startsWith("fulgurite: ").contains(reasons);
  }

  private Run agent(LiveProgram program, String... arguments) {
    return command(
        Stream.concat(Stream.of("agent", program.pid()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Run command(String... arguments) {
    CommandLine command = CommandLine.run(arguments);
    return new Run(command.code(), command.out(), command.err(), folder);
  }

  /** JDK 21 and newer warn where a program has not allowed it. */
  private ChildJvm program(Path jdk) {
    return ChildJvm.in(folder).on(jdk).options("-XX:+EnableDynamicAgentLoading");
  }

  private static String text(StoredSpan span, String key) {
    return span.attributes().get(AttributeKey.stringKey(key));
  }
}
