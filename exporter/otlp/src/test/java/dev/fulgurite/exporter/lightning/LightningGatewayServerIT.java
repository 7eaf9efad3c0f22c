package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent Lightning 1.0's own gateway. */
class LightningGatewayServerIT {
  private static final Path WRITTEN = Path.of("target", "gateway-1.0.0.jsonl");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void recordedConversation_isStillTheGateways() throws Exception {
    LightningServer.assumeInstalled(LightningServer.VARIABLE_1);
    List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    try (LightningServer server = LightningServer.gateway(folder, GatewayScenario.KEY);
        Loopback proxy = Recorder.between(server.url(), exchanges)) {
      call(
          server,
          HttpRequest.newBuilder()
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "[{\"input\":\"2+3?\",\"rollout_id\":\"" + GatewayScenario.ROLLOUT + "\"}]")),
          "/api/rollouts");

      GatewayScenario.run(proxy.url());

      JsonNode triplets =
          call(
              server,
              HttpRequest.newBuilder(),
              "/api/rollouts/"
                  + GatewayScenario.ROLLOUT
                  + "/events?format=triplet&event_type=reward");
      assertThat(triplets.findValues("data"))
          .extracting(JsonNode::toString)
          .containsExactly(
              "{\"value\":0.7,\"source\":\"agent\",\"reason\":\"exact\"}",
              "{\"value\":0.5,\"source\":\"agent\",\"reason\":null}");
    }

    List<String> lines =
        exchanges.stream().map(GatewayScenario::sameness).map(Exchange::line).toList();
    Files.write(WRITTEN, lines);
    assertThat(lines)
        .as("the recording; what is written to %s is today's", WRITTEN)
        .isEqualTo(Files.readAllLines(LightningReplayIT.GATEWAY));
  }

  private static JsonNode call(LightningServer server, HttpRequest.Builder request, String path)
      throws IOException, InterruptedException {
    HttpRequest made =
        request
            .uri(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + GatewayScenario.KEY)
            .build();
    HttpResponse<String> answer = CLIENT.send(made, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return Exchange.JSON.readTree(answer.body());
  }
}
