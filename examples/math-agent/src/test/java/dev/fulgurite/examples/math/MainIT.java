package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fulgurite.examples.math.replay.Problem;
import dev.fulgurite.examples.math.replay.ReplayServer;
import dev.fulgurite.examples.math.replay.Solution;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainIT {
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void builtInProblems_haveWrongAnswersAndFailingTools() throws Exception {
    assertThat(run()).isZero();

    assertThat(out())
        .startsWith("questions: 20, model: recorded solutions, replayed at http://127");
    assertThat(out().lines().skip(1))
        .containsExactly(
            "........x....x...x.. 20/20",
            "tool calls that failed: 2",
            "counted: questions=20 service_calls=20 model_calls=84 tool_calls=64 rewards=20"
                + " total=188",
            "accuracy: 0.85 (17/20)");
    assertThat(err()).isEmpty();
  }

  @Test
  void limit_isForTheFirst() throws Exception {
    assertThat(run("--limit", "2", "--parallel", "2")).isZero();

    assertThat(out()).contains("questions=2 ").endsWith("accuracy: 1.0 (2/2)");
  }

  @Test
  void help_asksNothing() throws Exception {
    assertThat(run("--help")).isZero();

    assertThat(out()).isEqualTo(Options.USAGE.strip());
  }

  @Test
  void badInput_isOneLine_andExitCode2() throws Exception {
    Path truncated = folder.resolve("truncated.jsonl");
    Files.writeString(
        truncated, "{\"question\":\"q\",\"answer\":\"#### 1\"}\n{\"question\":\"q2\",\"answ");

    assertBad("unknown option --bogus", "--bogus");
    assertBad(truncated + " line 2 is not complete JSON", "--dataset", truncated.toString());
    assertBad("cannot read --dataset " + folder.resolve("no"), "--dataset", folder + "/no");
    assertBad("--dataset " + folder + " is not a file", "--dataset", folder.toString());
    assertThat(out()).as("before anything runs").isEmpty();
  }

  @Test
  void portInUse_isOneLine_andExitCode2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      assertBad("port " + port + " cannot be used", "--port", port);
    }
  }

  @Test
  void realModel_isAskedInPlaceOfTheReplay_whenTheEnvironmentNamesIt() throws Exception {
    String question = "One more than 1?";
    Path dataset = folder.resolve("d.jsonl");
    Files.writeString(dataset, "{\"question\":\"" + question + "\",\"answer\":\"#### 2\"}");
    Problem real = new Problem(1, question, Solution.parse("<<1+1=2>>\n#### 2"), BigDecimal.TEN);
    try (ReplayServer server = ReplayServer.start(0, List.of(real), 1)) {
      environment.put("OPENAI_BASE_URL", server.baseUrl());
      environment.put("OPENAI_MODEL", "its-name");

      assertThat(run("--dataset", dataset.toString())).isZero();

      assertThat(out())
          .contains("model: its-name at " + server.baseUrl())
          .contains("service_calls=1 model_calls=2 tool_calls=1 rewards=1 total=5")
          .endsWith("accuracy: 1.0 (1/1)");
      assertThat(server.modelCalls()).isEqualTo(2);
    }
  }

  @Test
  void realModel_thatFails_isOneLine_andExitCode1() throws Exception {
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.start();
    try {
      environment.put("OPENAI_BASE_URL", "http://127.0.0.1:" + broken.getAddress().getPort());

      assertThat(run("--limit", "1")).isEqualTo(1);

      assertThat(err().lines())
          .singleElement()
          .asString()
          .startsWith("math-agent: no answer to 1 of 1 questions, the first: q-1-")
          .contains(environment.get("OPENAI_BASE_URL"));
    } finally {
      broken.stop(0);
    }
  }

  @Test
  void replayOptions_areRefused_forARealModel() throws Exception {
    environment.put("OPENAI_API_KEY", "secret");

    assertBad("--port and --model are for replayed solutions", "--model", "student");
    assertThat(err()).doesNotContain("secret");
  }

  private void assertBad(String start, String... args) throws Exception {
    err.reset();

    assertThat(run(args)).isEqualTo(2);

    assertThat(err().lines()).singleElement().asString().startsWith("math-agent: " + start);
  }

  private int run(String... args) throws Exception {
    return new Main(environment, print(out), print(err)).run(args);
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8).strip();
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8).strip();
  }
}
