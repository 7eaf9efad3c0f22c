package dev.fulgurite.spring;

import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.springframework.core.env.Environment;

/** Says so where an SDK has been built without us: its spans are not kept. */
final class StoreCheck {
  /** What both wirings put into an SDK; its description names the processors that it holds. */
  private static final String HELD = StorePipeline.class.getSimpleName();

  static void warnIfApart(OpenTelemetry openTelemetry, Environment environment) {
    boolean apart =
        openTelemetry instanceof OpenTelemetrySdk && !openTelemetry.toString().contains(HELD);
    if (apart && StorePipeline.wantsStore(SpringSettings.read(environment))) {
      Warnings.line(
          "spans are not stored: the OpenTelemetry SDK bean was built without the span processor"
              + " bean fulguriteStorePipeline (a StorePipeline); add it to that SDK, or set "
              + Setting.STORE.key()
              + "=none");
    }
  }

  private StoreCheck() {}
}
