package dev.fulgurite.agent.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelServerTest {
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void answer_repeatsWhatWasSaid() throws Exception {
    assertThat(chat("Hello", "").body()).contains("\"content\":\"You said: Hello\"", "gpt-canned");
    assertThat(chat("say {\\\"a\\\":1}", "").body()).contains("\"content\":\"{\\\"a\\\":1}\"");
  }

  @Test
  void tools_areAskedForUntilTheirResultsAreThere() throws Exception {
    String result = ",{\"role\":\"tool\",\"tool_call_id\":\"call-1\",\"content\":\"5\"}";

    assertThat(chat("call add {\\\"a\\\":2}", "").body())
        .contains("\"id\":\"call-1\"", "\"name\":\"add\"", "{\\\"a\\\":2}", "tool_calls");
    assertThat(chat("call add {\\\"a\\\":2}", result).body()).contains("The tools said: 5");
  }

  @Test
  void failure_isAlwaysOrOnce() throws Exception {
    assertThat(chat("fail 500", "").statusCode()).isEqualTo(500);
    assertThat(chat("fail 500", "").statusCode()).isEqualTo(500);
    assertThat(chat("fail 429 once", "").statusCode()).isEqualTo(429);
    assertThat(chat("fail 429 once", "").statusCode()).isEqualTo(200);
  }

  @Test
  void answer_isReadBackwards_whereItIsNotToBeInTheQuestion() throws Exception {
    assertThat(chat("say ~olleh~", "").body()).contains("\"content\":\"hello\"");
    assertThat(chat("fail 400 ~olleh~", "").body()).contains("\"message\":\"hello\"");
  }

  @Test
  void stream_bringsWordByWord() throws Exception {
    String question = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
    String body = "{\"model\":\"m\",\"stream\":true," + question + "}";

    assertThat(post("/v1/chat/completions", body).body())
        .contains("{\"content\":\"You \"}", "{\"content\":\"Hello\"}", "[DONE]");
    assertThat(post("/v1/messages", body).body())
        .contains("\"text\":\"You \"", "event: message_stop");
    assertThat(post("/v1/responses", body.replace("messages", "input")).body())
        .contains("\"delta\":\"You \"", "event: response.completed");
  }

  private HttpResponse<String> chat(String question, String more) throws Exception {
    String message = "{\"role\":\"user\",\"content\":\"" + question + "\"}";
    return post(
        "/v1/chat/completions", "{\"model\":\"gpt\",\"messages\":[" + message + more + "]}");
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
