package dev.fulgurite.exporter.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.redact.Redactor;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final int MOST = 100_000;

  private final AtomicInteger created = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void sessions_beyondTheBound_areSaid_andKnownOnesGoOn() {
    Sessions sessions = new Sessions(Duration.ofMinutes(1), InstantSource.system(), new Counting());
    Redactor redactor = Redactor.builder().build();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder().addSpanProcessor(EventBus.global().processor()).build()) {
      ReadableSpan span = (ReadableSpan) provider.get("test").spanBuilder("span").startSpan();
      for (int i = 0; i < MOST + 3; i++) {
        sessions.touch("s-" + i, span, redactor);
      }
      sessions.touch("s-0", span, redactor);
    }

    assertThat(created).hasValue(MOST);
    assertThat(refused).hasValue(3);
  }

  private final class Counting implements Sessions.Listener {
    @Override
    public void created(ReadableSpan first, Redactor by) {
      created.incrementAndGet();
    }

    @Override
    public void expired(Expiry expiry, Redactor by) {
      throw new AssertionError("none is idle");
    }

    @Override
    public void tooMany(int alive) {
      assertThat(alive).isEqualTo(MOST);
      refused.incrementAndGet();
    }
  }
}
