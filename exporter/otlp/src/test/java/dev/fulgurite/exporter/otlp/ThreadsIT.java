package dev.fulgurite.exporter.otlp;

import static dev.fulgurite.exporter.otlp.HttpExportIT.answer;
import static dev.fulgurite.exporter.otlp.HttpExportIT.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsIT {
  @Test
  void threads_areDaemonsWithoutALoader_andEnd() throws IOException {
    try (HttpReceiver receiver = new HttpReceiver()) {
      OtlpSpanExporter exporter =
          OtlpSpanExporter.builder().setEndpoint(receiver.endpoint()).build();
      answer(exporter.export(Received.spans(0, 1)));

      assertThat(threads("fulgurite-otlp", "OkHttp TaskRunner", "Okio"))
          .isNotEmpty()
          .allMatch(Thread::isDaemon)
          .allMatch(thread -> thread.getContextClassLoader() == null);

      assertThat(exporter.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      await().until(() -> threads("fulgurite-otlp").isEmpty());
    }
  }

  @Test
  void shutdown_cutsOffWhatHangs() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      OtlpSpanExporter exporter = to(silent, Duration.ofMinutes(10));
      CompletableResultCode hanging = exporter.export(Received.spans(0, 1));
      try (Socket connection = silent.accept()) {
        assertThat(connection.getInputStream().read()).isEqualTo('P');
        assertThat(exporter.flush().isDone()).isFalse();

        assertThat(exporter.shutdown().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();

        assertThat(failure(hanging).reason()).isEqualTo("after_shutdown");
        assertThat(exporter.flush().isSuccess()).isTrue();
      }
    }
  }

  @Test
  void timeout_isAFailure() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        OtlpSpanExporter exporter = to(silent, Duration.ofMillis(50))) {
      assertThat(failure(exporter.export(Received.spans(0, 1))).reason()).isEqualTo("timeout");
    }
  }

  private static OtlpSpanExporter to(ServerSocket server, Duration timeout) {
    return OtlpSpanExporter.builder()
        .setEndpoint("http://127.0.0.1:" + server.getLocalPort())
        .setTimeout(timeout)
        .build();
  }

  private static List<Thread> threads(String... names) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> List.of(names).stream().anyMatch(thread.getName()::startsWith))
        .toList();
  }
}
