package app;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Session;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Uses OpenTelemetry's API, our emitter and the JDK's HTTP client, and sets up nothing. */
final class Instrumented {
  /** The URL to ask, and {@code exit} for the hard way out. */
  public static void main(String[] arguments) throws Exception {
    Span span = GlobalOpenTelemetry.getTracer("app").spanBuilder("work").startSpan();
    try (Scope current = span.makeCurrent();
        Scope session = Session.builder("s-1").user("u-1").open()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(arguments[0])).build();
      System.out.println(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
      Emitter.global().message("the answer came");
      Emitter.global().reward(0.5);
    } finally {
      span.end();
    }
    if (arguments.length > 1) {
      System.exit(3);
    }
  }
}
