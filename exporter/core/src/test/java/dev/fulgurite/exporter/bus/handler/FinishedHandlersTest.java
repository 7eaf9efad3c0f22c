package dev.fulgurite.exporter.bus.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FinishedHandlersTest {
  @Test
  @Tag("seed:004.metrics")
  void durationMetrics_haveCountAverageExtremesAndPercentiles() {
    DurationMetrics metrics = DurationMetrics.create();
    for (int millis = 1; millis <= 1000; millis++) {
      metrics.handle(Events.completed("e" + millis, millis));
    }
    metrics.handle(Events.started("has no time"));

    DurationMetrics.Durations planner = metrics.byAgent().get("planner");

    assertThat(planner.count()).isEqualTo(1000);
    assertThat(planner.average()).isCloseTo(Duration.ofNanos(500_500_000), aThousandth(501));
    assertThat(planner.minimum()).isCloseTo(Duration.ofMillis(1), aThousandth(1));
    assertThat(planner.maximum()).isCloseTo(Duration.ofMillis(1000), aThousandth(1000));
    assertThat(planner.median()).isCloseTo(Duration.ofMillis(500), aThousandth(500));
    assertThat(planner.percentile90()).isCloseTo(Duration.ofMillis(900), aThousandth(900));
    assertThat(planner.percentile99()).isCloseTo(Duration.ofMillis(990), aThousandth(990));
  }

  private static Duration aThousandth(long millis) {
    return Duration.ofNanos(millis * 1_000 + 1_000);
  }

  @Test
  @Tag("seed:004.alerting")
  @Tag("seed:004.alerting.slow")
  void alerts_areHighForErrors_andAWarningForWhatIsSlow() throws Exception {
    List<Alert> alerts = new ArrayList<>();
    AlertingHandler alerting = AlertingHandler.of(alerts::add);

    alerting.handle(Events.failed("e", 1));
    alerting.handle(Events.completed("fast enough", 5_000));
    alerting.handle(Events.completed("slow", 5_001));
    alerting.handle(Events.started("s"));

    assertThat(alerts)
        .extracting(alert -> alert.severity().word() + "|" + alert.title() + "|" + alert.message())
        .containsExactly(
            "high|Agent error: planner|no model",
            "warning|Slow agent: planner|Execution took 5001 ms");
  }

  @Test
  @Tag("seed:004.alerting")
  void webhook_getsTheAlertAsJson_andItsRefusalIsAFailure() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    int[] status = {204};
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/alerts",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), "UTF-8"));
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    try {
      URI address =
          new URI("http", null, "127.0.0.1", server.getAddress().getPort(), "/alerts", null, null);
      AlertingHandler alerting = AlertingHandler.of(WebhookAlerts.to(address));

      alerting.handle(Events.failed("e-1", 1));
      status[0] = 503;
      assertThatThrownBy(() -> alerting.handle(Events.failed("e-2", 1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("503");
    } finally {
      server.stop(0);
    }

    assertThat(bodies).hasSize(2);
    JsonNode alert = new ObjectMapper().readTree(bodies.get(0));
    assertThat(alert.get("severity").asText()).isEqualTo("high");
    assertThat(alert.get("title").asText()).isEqualTo("Agent error: planner");
    assertThat(alert.get("message").asText()).isEqualTo("no model");
    assertThat(alert.get("event_id").asText()).isEqualTo("e-1");
    assertThat(alert.get("session_id").asText()).isEqualTo("s-1");
    assertThat(alert.get("timestamp").asText()).isEqualTo("2026-11-21T12:00:00Z");
  }

  @Test
  @Tag("seed:004.logging")
  void logging_hasALineForEach_andDetailsOfErrors() {
    Lines lines = new Lines();
    LoggingHandler logging = LoggingHandler.of(lines);

    logging.handle(Events.started("a"));
    logging.handle(Events.failed("b", 1));

    assertThat(lines.said)
        .containsExactly(
            "INFO Event: agent_started, agent: planner, user: u-1",
            "ERROR Error in planner: no model (type: ValidationError, user: u-1, session: s-1)");
  }

  private static final class Lines implements System.Logger {
    private final List<String> said = new ArrayList<>();

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String line, @Nullable Throwable thrown) {
      said.add(level + " " + line);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
      said.add(level + " " + format);
    }
  }

  @Test
  @Tag("seed:004.trace")
  void trace_keepsTheLatest_withErrorsAndBySession() {
    EventTrace trace = EventTrace.create(2);

    trace.handle(Events.started("a"));
    trace.handle(Events.started("b"));
    trace.handle(Events.failed("c", 1));

    assertThat(trace.log()).extracting(event -> event.id()).containsExactly("b", "c");
    assertThat(trace.log().get(1).errorType()).isEqualTo("ValidationError");
    assertThat(trace.log().get(1).errorMessage()).isEqualTo("no model");
    assertThat(trace.ofSession("s-1")).hasSize(2);
    assertThat(trace.ofSession("s-2")).isEmpty();
  }

  @Test
  @Tag("seed:004.statistics")
  void statistics_countByType_andTimeByAgent() {
    EventStatistics statistics = EventStatistics.create();

    statistics.handle(Events.started("a"));
    statistics.handle(Events.completed("b", 100));
    statistics.handle(Events.completed("c", 300));

    EventStatistics.Summary summary = statistics.summary();
    assertThat(summary.totalEvents()).isEqualTo(3);
    assertThat(summary.byType())
        .containsEntry("agent_started", 1L)
        .containsEntry("agent_completed", 2L);
    assertThat(summary.timing().get("planner"))
        .isEqualTo(
            new EventStatistics.Timing(
                2, Duration.ofMillis(200), Duration.ofMillis(100), Duration.ofMillis(300)));
  }

  @Test
  void plainHandler_looksAtTypeAndTime() throws Exception {
    List<String> said = new ArrayList<>();
    dev.fulgurite.exporter.bus.EventHandler plain =
        event ->
            said.add(
                event.executionTime() == null
                    ? event.agent() + " " + event.type()
                    : event.agent() + " took " + event.executionTime().toMillis());

    plain.handle(Events.started("a"));
    plain.handle(Events.completed("b", 7));

    assertThat(said).containsExactly("planner agent_started", "planner took 7");
  }
}
