package dev.fulgurite.examples.math.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplayServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASKED =
      """
      {"role": "system", "content": "Solve."}, {"role": "user", "content": "Eggs?"}""";
  private static final String TOOL_RESULT =
      """
      , {"role": "assistant", "content": "so", "tool_calls": []}, \
      {"role": "tool", "tool_call_id": "1", "content": "an error, or anything"}""";

  private final HttpClient http = HttpClient.newHttpClient();
  private ReplayServer server;

  @BeforeEach
  void start() throws IOException {
    Solution solution = Solution.parse("It is 16-3 = <<16-3=13>>13.\n<< 13%/0 =1>>\nA: 13");
    server = ReplayServer.start(0, List.of(new Problem(1, "Eggs?", solution, BigDecimal.TEN)), 1);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aStep_isAToolCall() throws Exception {
    JsonNode choice = ask(ASKED).at("/choices/0");

    assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(choice.at("/message/content").asText()).isEqualTo("It is 16-3 =");
    JsonNode call = choice.at("/message/tool_calls/0");
    assertThat(call.path("type").asText()).isEqualTo("function");
    assertThat(call.at("/function/name").asText()).isEqualTo("calculator");
    assertThat(JSON.readTree(call.at("/function/arguments").asText()))
        .isEqualTo(JSON.readTree("{\"expression\": \"16-3\"}"));
  }

  @Test
  void theNextStep_followsWhateverTheToolSaid() throws Exception {
    JsonNode call = ask(ASKED + TOOL_RESULT).at("/choices/0/message/tool_calls/0");

    assertThat(call.at("/function/arguments").asText()).isEqualTo("{\"expression\":\" 13%/0 \"}");
  }

  @Test
  void theAnswer_followsTheLastStep() throws Exception {
    JsonNode choice = ask(ASKED + TOOL_RESULT + TOOL_RESULT).at("/choices/0");

    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    assertThat(choice.at("/message/content").asText()).isEqualTo("A: 13");
    assertThat(choice.at("/message").has("tool_calls")).isFalse();
  }

  @Test
  void ids_areUnique_andTokenCountsRepeat() throws Exception {
    JsonNode first = ask(ASKED);
    JsonNode second = ask(ASKED);

    assertThat(first.path("id").asText()).isNotEqualTo(second.path("id").asText());
    String callId = "/choices/0/message/tool_calls/0/id";
    assertThat(first.at(callId).asText()).isNotEqualTo(second.at(callId).asText());
    assertThat(first.path("usage")).isEqualTo(second.path("usage"));
    assertThat(first.at("/usage/prompt_tokens").asInt()).isEqualTo(3);
    assertThat(first.at("/usage/total_tokens").asInt())
        .isEqualTo(3 + first.at("/usage/completion_tokens").asInt());
    assertThat(server.modelCalls()).isEqualTo(2);
  }

  @Test
  void badRequests_areRefused_andNotCounted() throws Exception {
    assertThat(errorOf("{\"mess")).isEqualTo("the request is not JSON");
    assertThat(errorOf("{\"stream\": true}")).contains("does not stream");
    assertThat(errorOf("{\"messages\": [{\"role\": \"user\", \"content\": \"Hm?\"}]}"))
        .isEqualTo("no recorded solution for the question: Hm?");
    assertThat(server.modelCalls()).isZero();
  }

  @Test
  void start_namesThePort_whenItIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> ReplayServer.start(port, List.of(), 1))
          .isInstanceOf(BadInputException.class)
          .hasMessageContainingAll("port " + port, "--port");
    }
  }

  private JsonNode ask(String messages) throws Exception {
    HttpResponse<String> response = post("{\"messages\": [" + messages + "]}");
    assertThat(response.statusCode()).isEqualTo(200);
    return JSON.readTree(response.body());
  }

  private String errorOf(String body) throws Exception {
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).isEqualTo(400);
    return JSON.readTree(response.body()).at("/error/message").asText();
  }

  private HttpResponse<String> post(String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
