package dev.fulgurite.exporter.bus.handler;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fulgurite.exporter.bus.BusEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts alerts to a URL as JSON objects: {@code severity}, {@code title}, {@code message}, {@code
 * event_id}, {@code event_type}, {@code agent}, {@code session_id}, {@code user_id}, {@code
 * timestamp}. Blocks for at most the timeout. Thread-safe.
 */
public final class WebhookAlerts implements AlertTarget {
  /** 5 seconds. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI address;
  private final Duration timeout;
  private @Nullable HttpClient client;

  private WebhookAlerts(URI address, Duration timeout) {
    this.address = requireNonNull(address, "address");
    this.timeout = requireNonNull(timeout, "timeout");
  }

  /** To {@code address}, within {@link #DEFAULT_TIMEOUT}. Connects with the first alert. */
  public static WebhookAlerts to(URI address) {
    return to(address, DEFAULT_TIMEOUT);
  }

  /** To {@code address}, within {@code timeout}. */
  public static WebhookAlerts to(URI address, Duration timeout) {
    return new WebhookAlerts(address, timeout);
  }

  /**
   * Sends an alert.
   *
   * @throws IOException if the server cannot be reached, or does not answer with 2xx
   */
  @Override
  public void send(Alert alert) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(alert))))
            .build();
    int status = client().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("the webhook " + address + " answered " + status);
    }
  }

  private static Map<String, @Nullable Object> body(Alert alert) {
    BusEvent event = alert.event();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("severity", alert.severity().word());
    body.put("title", alert.title());
    body.put("message", alert.message());
    body.put("event_id", event.id());
    body.put("event_type", event.type().word());
    body.put("agent", event.agent());
    body.put("session_id", event.session());
    body.put("user_id", event.user());
    body.put("timestamp", event.time().toString());
    return body;
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client = HttpClient.newBuilder().connectTimeout(timeout).build();
    }
    return client;
  }
}
