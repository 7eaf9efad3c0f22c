package dev.fulgurite.exporter.lightning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The routes of a 0.3 store that a runner needs. Each call blocks, and is made once. */
final class StoreRoutes {
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKER = "worker_id";
  private static final int LONGEST_REFUSAL = 200;

  private final HttpUrl routes;
  private final OkHttpClient client;

  StoreRoutes(HttpUrl store, Duration timeout) {
    this.routes = store.newBuilder().addPathSegments("v1/agl").build();
    this.client = new OkHttpClient.Builder().callTimeout(timeout).followRedirects(false).build();
  }

  /** Makes a rollout and its first attempt. */
  Rollout start(JsonNode input, @Nullable String mode, @Nullable String worker) throws IOException {
    ObjectNode body = JSON.createObjectNode();
    body.set("input", input);
    return rollout(post(withIfGiven(withIfGiven(body, "mode", mode), WORKER, worker), "rollouts"));
  }

  /** Takes the next rollout that waits. */
  Optional<Rollout> next(@Nullable String worker) throws IOException {
    ObjectNode body = withIfGiven(JSON.createObjectNode().put("limit", 1), WORKER, worker);
    JsonNode taken = post(body, "queues/rollouts/dequeue");
    return taken.isEmpty() ? Optional.empty() : Optional.of(rollout(taken.get(0)));
  }

  /** Says how the attempt does. */
  void update(AttemptId attempt, ObjectNode change) throws IOException {
    post(change, "rollouts", attempt.rollout(), "attempts", attempt.attempt());
  }

  /** Whether the store has the attempt: to others it has no words but an internal error. */
  boolean knows(AttemptId attempt) throws IOException {
    HttpUrl url = url("rollouts", attempt.rollout(), "attempts");
    for (JsonNode known : call(new Request.Builder().url(url).build()).path("items")) {
      if (known.path("attempt_id").asText().equals(attempt.attempt())) {
        return true;
      }
    }
    return false;
  }

  void close() {
    client.connectionPool().evictAll();
  }

  private JsonNode post(ObjectNode body, String... path) throws IOException {
    RequestBody sent = RequestBody.create(JSON.writeValueAsBytes(body), JSON_TYPE);
    return call(new Request.Builder().url(url(path)).post(sent).build());
  }

  private HttpUrl url(String... path) {
    HttpUrl.Builder url = routes.newBuilder();
    for (String segment : path.length == 1 ? path[0].split("/") : path) {
      url.addPathSegment(segment);
    }
    return url.build();
  }

  private JsonNode call(Request request) throws IOException {
    try (Response response = Unseen.execute(client.newCall(request))) {
      String body = response.body().string();
      if (!response.isSuccessful()) {
        String said = body.substring(0, Math.min(body.length(), LONGEST_REFUSAL));
        throw new IOException(
            "HTTP %d from %s: %s".formatted(response.code(), request.url().redact(), said));
      }
      return JSON.readTree(body);
    }
  }

  private static Rollout rollout(JsonNode attempted) throws IOException {
    String rollout = attempted.path("rollout_id").asText();
    String attempt = attempted.path("attempt").path("attempt_id").asText();
    if (rollout.isEmpty() || attempt.isEmpty()) {
      throw new IOException("the answer is no rollout: is this an Agent Lightning 0.3 store?");
    }
    return new Rollout(
        rollout, attempt, attempted.path("input").toString(), attempted.path("mode").textValue());
  }

  private static ObjectNode withIfGiven(ObjectNode body, String key, @Nullable String value) {
    return value == null ? body : body.put(key, value);
  }
}
