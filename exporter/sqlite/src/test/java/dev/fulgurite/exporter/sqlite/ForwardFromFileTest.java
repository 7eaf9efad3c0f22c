package dev.fulgurite.exporter.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.ProcessRun;
import dev.fulgurite.exporter.outbox.ForwardSettings;
import dev.fulgurite.exporter.outbox.Forwarder;
import dev.fulgurite.exporter.store.SpanDataAdapter;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.AgentTraces;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardFromFileTest {
  @TempDir Path folder;
  private final List<StoredSpan> sent = new CopyOnWriteArrayList<>();

  @Test
  void spans_arriveAsTheyWereStored() {
    List<StoredSpan> spans = AgentTraces.generate(3, 20);
    try (SpanStore store = TestStores.open(folder.resolve("store.db"))) {
      Forwarder forwarder = forwarder(store);
      store.append(spans, null);
      forwarder.appended();

      assertThat(forwarder.flush().join(20, SECONDS).isSuccess()).isTrue();
      assertThat(sent).containsExactlyInAnyOrderElementsOf(spans);
      forwarder.shutdown(Duration.ofSeconds(5)).join(10, SECONDS);
    }
  }

  @Test
  void forwarder_goesOn_whenSomebodyRemovesTheFile() throws IOException {
    Path path = folder.resolve("store.db");
    try (SpanStore store = TestStores.open(path)) {
      Forwarder forwarder = forwarder(store);
      store.append(TestStores.spans(1, 50), null);
      forwarder.appended();
      assertThat(forwarder.flush().join(20, SECONDS).isSuccess()).isTrue();
      for (String name : TestStores.list(folder)) {
        Files.delete(folder.resolve(name));
      }

      store.append(TestStores.spans(51, 10), null);
      forwarder.appended();

      await().atMost(Duration.ofSeconds(30)).until(() -> sent.size() == 60);
      forwarder.shutdown(Duration.ofSeconds(5)).join(10, SECONDS);
    }
  }

  private Forwarder forwarder(SpanStore store) {
    Forwarder forwarder =
        Forwarder.create(new Remembering(), ForwardSettings.of("otlp"), line -> {}, null);
    forwarder.opened(store, ProcessRun.begin());
    return forwarder;
  }

  private final class Remembering implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      spans.forEach(span -> sent.add(SpanDataAdapter.toStored(span)));
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
