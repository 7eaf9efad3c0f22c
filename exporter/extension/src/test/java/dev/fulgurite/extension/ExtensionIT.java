package dev.fulgurite.extension;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fulgurite.exporter.LedgerSnapshot;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionIT {
  /** That the JVM cannot share what the agent has appended to, and the agent's version. */
  private static final Pattern THE_AGENTS_OWN =
      Pattern.compile("Sharing is only supported for boot|VersionLogger - opentelemetry-javaagent");

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("42".getBytes());
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void store_holdsAllThatTheAgentRecords_andTheLedgerIsExact() throws Exception {
    Run run = Child.in(folder).run(url());

    assertWhole(run, 0);
  }

  @Test
  void ledger_isExact_afterSystemExit() throws Exception {
    Run run = Child.in(folder).run(url(), "exit");

    assertWhole(run, 3);
  }

  @Test
  void rewards_areKept_whereTheAgentSamplesNothing() throws Exception {
    Run run = Child.in(folder).with("-Dotel.traces.sampler=always_off").run(url());

    assertThat(run.spans())
        .extracting(StoredSpan::name)
        .containsExactly("agentlightning.annotation");
  }

  private static void assertWhole(Run run, int exit) {
    assertThat(run.exit()).as("%s", run).isEqualTo(exit);
    assertThat(run.out()).containsExactly("42");
    assertThat(run.err()).allMatch(THE_AGENTS_OWN.asPredicate());
    assertThat(run.spans())
        .extracting(StoredSpan::name)
        .containsExactlyInAnyOrder(
            "work", "GET", "agentlightning.message", "agentlightning.annotation");
    String work = run.span("work").spanId();
    assertThat(run.spans())
        .filteredOn(span -> !span.name().equals("work"))
        .allSatisfy(span -> assertThat(span.parentSpanId()).isEqualTo(work));
    assertThat(run.spans())
        .filteredOn(span -> !span.name().equals("work"))
        .allSatisfy(
            span -> {
              assertThat(span.string("session.id")).isEqualTo("s-1");
              assertThat(span.string("user.id")).isEqualTo("u-1");
              assertThat(span.string("fulgurite.session.source")).isEqualTo("session");
            });
    assertThat(run.span("work").string("fulgurite.session.source")).isEqualTo("trace");
    assertThat(run.ledger())
        .singleElement()
        .satisfies(
            row -> {
              LedgerSnapshot counts = row.counts();
              assertThat(row.closed()).isTrue();
              assertThat(counts.emitted()).isEqualTo(4);
              assertThat(counts.delivered()).isEqualTo(4);
            });
  }

  private String url() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }
}
