package dev.fulgurite.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real headless Chromium, driven by Debian's chromedriver in the W3C's WebDriver protocol. The
 * few commands needed here are plain HTTP; a client library would bring an OpenTelemetry SDK of its
 * own onto the class path of a test of ours.
 */
final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String STARTED = "was started successfully on port ";
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  private Browser(Process driver, URI sessions, Path profile) throws Exception {
    this.driver = driver;
    List<String> arguments =
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + profile);
    Map<String, Object> chromium =
        Map.of("binary", onPath("chromium").orElseThrow().toString(), "args", arguments);
    Map<String, Object> wanted = Map.of("browserName", "chrome", "goog:chromeOptions", chromium);
    JsonNode made = post(sessions, Map.of("capabilities", Map.of("alwaysMatch", wanted)));
    session = URI.create(sessions + "/" + made.get("sessionId").textValue());
  }

  /** Why there is none on this machine; empty where there is. */
  static Optional<String> isMissing() {
    return onPath("chromium").isPresent() && onPath("chromedriver").isPresent()
        ? Optional.empty()
        : Optional.of(
            "no chromium or chromedriver on the PATH: apt-get install chromium chromium-driver");
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser start(Path folder) throws Exception {
    Process driver =
        new ProcessBuilder(onPath("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      URI sessions = URI.create("http://127.0.0.1:" + port(driver) + "/session");
      return new Browser(driver, sessions, folder);
    } catch (Exception | AssertionError e) {
      driver.destroyForcibly();
      throw e;
    }
  }

  private static int port(Process driver) throws IOException {
    BufferedReader lines = driver.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int at = line.indexOf(STARTED);
      if (at >= 0) {
        Thread rest = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromedriver");
        rest.setDaemon(true);
        rest.start();
        return Integer.parseInt(line.substring(at + STARTED.length()).replaceAll("\\D", ""));
      }
    }
    throw new IOException("chromedriver ended without saying its port");
  }

  void open(URI address) {
    command("url", Map.of("url", address.toString()));
  }

  /** Another tab, and goes there. */
  void openTab(URI address) {
    String handle = command("window/new", Map.of("type", "tab")).get("handle").textValue();
    command("window", Map.of("handle", handle));
    open(address);
  }

  /** What {@code script} returns. */
  JsonNode run(String script) {
    return command("execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** The texts of all elements that a CSS selector finds. */
  List<String> texts(String selector) {
    JsonNode texts =
        run("return [...document.querySelectorAll('" + selector + "')].map(e => e.textContent)");
    return texts.valueStream().map(JsonNode::textValue).toList();
  }

  void click(String selector) {
    run("document.querySelector('" + selector + "').click()");
  }

  private JsonNode command(String name, Object body) {
    return post(URI.create(session + "/" + name), body);
  }

  private JsonNode post(URI address, Object body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json; charset=utf-8")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build();
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as("%s: %s", address, response.body()).isEqualTo(200);
      return JSON.readTree(response.body()).get("value");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    try {
      HttpRequest end = HttpRequest.newBuilder(session).timeout(TIMEOUT).DELETE().build();
      http.send(end, BodyHandlers.discarding());
    } finally {
      driver.destroy();
      driver.waitFor();
    }
  }
}
