package dev.fulgurite.benchmarks;

import dev.fulgurite.benchmarks.ChildProgram.Cost;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an agent adds to a Spring Boot application, from its start to the answer of its first
 * request, which asks a model and runs a tool; ours stores what it sees.
 */
final class WebApplicationCost {
  private static final int ROUNDS = 15;
  private static final Path APPLICATION =
      Path.of("../examples/spring-boot-agent/target/spring-boot-agent.jar").toAbsolutePath();
  private static final long LIMIT_NANOS = 120_000_000_000L;

  static void run(Table table) throws Exception {
    Rounds.run(ROUNDS, WebApplicationCost::serve)
        .print(table, "a Spring Boot application until its first answer");
  }

  private static Cost serve(List<String> options) throws IOException, InterruptedException {
    int port = freePort();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-jar", APPLICATION.toString(), "--server.port=" + port));
    URI question =
        URI.create(
            "http://127.0.0.1:" + port + "/ask?customer=ada&question=How+many+scarves+are+left%3F");
    return ChildProgram.until(all, () -> isAnswered(question), LIMIT_NANOS);
  }

  private static boolean isAnswered(URI question) {
    try {
      HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();
      connection.setReadTimeout(60_000);
      try (InputStream answer = connection.getInputStream()) {
        return answer.readAllBytes().length > 0;
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private WebApplicationCost() {}
}
