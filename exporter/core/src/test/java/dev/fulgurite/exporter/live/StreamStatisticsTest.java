package dev.fulgurite.exporter.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.LoadPreset;
import dev.fulgurite.exporter.OverflowPolicy;
import dev.fulgurite.exporter.live.StreamAlert.Level;
import dev.fulgurite.exporter.live.StreamAlert.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamStatisticsTest {
  @Test
  @Tag("seed:000.statistics")
  void statistics_countWhatTheDocumentCounts() throws Exception {
    SessionStream stream = StreamPolicyTest.stream(OverflowPolicy.DROP_OLDEST, 3, Duration.ZERO);
    StepFeed reader = stream.open();
    for (int i = 0; i < 5; i++) {
      stream.thinking("t");
    }
    reader.poll(Duration.ZERO);

    StreamStatistics statistics = stream.statistics();
    assertThat(statistics.totalSteps()).isEqualTo(5);
    assertThat(statistics.droppedCount()).isEqualTo(2);
    assertThat(statistics.retryCount()).isZero();
    assertThat(statistics.queueSize()).isEqualTo(2);
    assertThat(statistics.maxSize()).isEqualTo(3);
    assertThat(statistics.deliveredCount()).isEqualTo(1);
    assertThat(statistics.queueUsage()).isEqualTo(2.0 / 3);
    assertThat(statistics.dropRate()).isEqualTo(0.4);
  }

  @Test
  @Tag("seed:000.threshold.queue")
  void alert_warnsAbove70PercentOfTheQueue_andIsCriticalAbove90() {
    assertThat(alerts(700, 0, 0)).isEmpty();
    assertThat(alerts(701, 0, 0))
        .containsExactly(new StreamAlert(Measure.QUEUE_USAGE, Level.WARNING, 0.701, 0.7));
    assertThat(alerts(900, 0, 0)).extracting(StreamAlert::level).containsExactly(Level.WARNING);
    assertThat(alerts(901, 0, 0)).extracting(StreamAlert::level).containsExactly(Level.CRITICAL);
  }

  @Test
  @Tag("seed:000.threshold.drops")
  void alert_warnsAbove1PercentDropped_andIsCriticalAbove5() {
    assertThat(alerts(0, 10, 0)).isEmpty();
    assertThat(alerts(0, 11, 0))
        .containsExactly(new StreamAlert(Measure.DROP_RATE, Level.WARNING, 0.011, 0.01));
    assertThat(alerts(0, 51, 0)).extracting(StreamAlert::level).containsExactly(Level.CRITICAL);
  }

  @Test
  @Tag("seed:000.threshold.retries")
  void alert_warnsAbove5PercentRetried_andIsCriticalAbove10() {
    assertThat(alerts(0, 0, 50)).isEmpty();
    assertThat(alerts(0, 0, 51))
        .containsExactly(new StreamAlert(Measure.RETRY_RATE, Level.WARNING, 0.051, 0.05))
        .hasToString("[WARNING: RETRY_RATE 5.1 % > 5 %]");
    assertThat(alerts(0, 0, 101)).extracting(StreamAlert::level).containsExactly(Level.CRITICAL);
  }

  @Test
  @Tag("seed:000.max-retries")
  void handler_isCalledAgain_upToMaxRetries_thenTheStepIsDroppedAndCounted() throws Exception {
    SessionStream stream = StreamPolicyTest.stream(OverflowPolicy.BLOCK, 10, Duration.ZERO);
    stream.thinking("good");
    stream.thinking("moody");
    stream.thinking("bad");
    stream.complete();
    List<String> calls = new ArrayList<>();
    stream
        .open()
        .deliverTo(
            step -> {
              calls.add(step.content());
              boolean moody = step.content().equals("moody") && calls.size() < 4;
              if (moody || step.content().equals("bad")) {
                throw new IllegalStateException(step.content());
              }
            });

    assertThat(calls)
        .containsExactly("good", "moody", "moody", "moody", "bad", "bad", "bad", "bad", "");
    StreamStatistics statistics = stream.statistics();
    assertThat(statistics.retryCount()).isEqualTo(5);
    assertThat(statistics.deliveredCount()).isEqualTo(3);
    assertThat(statistics.droppedByReason()).isEqualTo(Map.of("handler_failed", 1L));
    assertThat(statistics.isBalanced()).isTrue();
  }

  @Test
  @Tag("seed:000.recommended")
  void presets_areTheRecommendedOnes() {
    assertThat(SessionStream.builder("s").setPreset(LoadPreset.LOW).build())
        .hasToString("SessionStream{session=s, maxSize=100, policy=BLOCK}");
    assertThat(SessionStream.builder("s").setPreset(LoadPreset.MEDIUM).build())
        .hasToString("SessionStream{session=s, maxSize=500, policy=DROP_OLDEST}");
    assertThat(SessionStream.builder("s").setPreset(LoadPreset.HIGH).build())
        .hasToString("SessionStream{session=s, maxSize=2000, policy=DROP_OLDEST}");
  }

  @Test
  @Tag("seed:000.id-recipe")
  void ids_followTheRecipe() {
    Instant now = Instant.parse("2026-11-21T09:05:07Z");

    assertThat(SessionIds.workflow("w1", now)).matches("workflow_w1_20261121090507_[0-9a-f]{8}");
    assertThat(SessionIds.workflow("w1")).isNotEqualTo(SessionIds.workflow("w1"));
  }

  @Test
  @Tag("seed:000.recovery")
  void recoveryIds_nameTheSessionThatBroke() {
    Instant now = Instant.parse("2026-11-21T09:05:07Z");

    assertThat(SessionIds.recovery("s-1", now)).isEqualTo("s-1_recovery_20261121090507");
  }

  private static List<StreamAlert> alerts(int queued, long dropped, long retries) {
    FeedCounts counts = new FeedCounts();
    counts.offered = 1000;
    counts.drop("queue_full", dropped);
    counts.retries = retries;
    return StreamStatistics.of(1000, counts, new StreamStatistics.Queues(1, queued, queued, 1000))
        .alerts();
  }
}
