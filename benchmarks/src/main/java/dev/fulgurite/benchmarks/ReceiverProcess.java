package dev.fulgurite.benchmarks;

import dev.fulgurite.exporter.otlp.OtlpProtocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A receiver in a JVM of its own, so that neither side pays for it in its own garbage. */
final class ReceiverProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final OutputStream in;
  private final String[] ports;

  /** What came since it was asked last. */
  record Seen(long spans, long idSum, long bytes) {}

  ReceiverProcess() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                System.getProperty("java.class.path"),
                Receiver.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    in = process.getOutputStream();
    ports = line().split(" ", 2);
  }

  String endpoint(OtlpProtocol protocol) {
    return protocol == OtlpProtocol.GRPC
        ? "http://127.0.0.1:" + ports[1]
        : "http://127.0.0.1:" + ports[0] + "/v1/traces";
  }

  Seen seen() throws IOException {
    in.write('\n');
    in.flush();
    String[] numbers = line().split(" ", 3);
    return new Seen(
        Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
  }

  private String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the receiver has died");
    }
    return line;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
