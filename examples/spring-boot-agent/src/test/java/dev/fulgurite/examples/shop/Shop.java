package dev.fulgurite.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged application in a JVM of its own, on a port of its own. */
final class Shop implements AutoCloseable {
  private static final Path JAR = Path.of("target", "spring-boot-agent.jar").toAbsolutePath();
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

  private final Path folder;
  private final Process process;

  private Shop(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  static Shop start(Path folder, String... options) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(java())
            .directory(folder.toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .redirectError(folder.resolve("err.txt").toFile());
    builder.command().addAll(List.of(options));
    builder.command().addAll(List.of("-jar", JAR.toString(), "--server.port=0"));
    // Somebody's key must not make it ask, and pay, a model.
    builder
        .environment()
        .keySet()
        .removeIf(key -> key.matches("(OTEL|FULGURITE|OPENAI|JAVA_TOOL|JDK_JAVA)_.*"));
    Shop shop = new Shop(folder, builder.start());
    await().atMost(Duration.ofMinutes(3)).until(() -> shop.isUp() || !shop.process.isAlive());
    assertThat(shop.isUp()).as(shop.said("out.txt") + shop.said("err.txt")).isTrue();
    return shop;
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  String ask(String customer, String question) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + port()
                + "/ask?customer="
                + customer
                + "&question="
                + URLEncoder.encode(question, StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** As an operator would; gives what it had to say on standard error. */
  List<String> stop() throws IOException, InterruptedException {
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("stopped").isTrue();
    return said("err.txt").lines().toList();
  }

  private boolean isUp() throws IOException {
    return STARTED.matcher(said("out.txt")).find();
  }

  private String port() throws IOException {
    Matcher started = STARTED.matcher(said("out.txt"));
    assertThat(started.find()).isTrue();
    return started.group(1);
  }

  private String said(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
