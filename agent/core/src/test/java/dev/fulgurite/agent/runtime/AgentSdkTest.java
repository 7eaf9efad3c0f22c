package dev.fulgurite.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentSdkTest {
  private static final String HARMLESS = "otel.bsp.schedule.delay";
  private static final AttributeKey<String> INSTANCE =
      AttributeKey.stringKey("service.instance.id");

  @AfterEach
  void forget() {
    System.clearProperty(HARMLESS);
    System.clearProperty("otel.resource.attributes");
  }

  @Test
  void withoutSettings_aSpanIsAsTheDefaultsOfTheSettingsMakeIt() {
    SpanData plain = span();
    System.setProperty(HARMLESS, "5000");
    SpanData configured = span();

    assertThat(withoutInstance(plain)).isEqualTo(withoutInstance(configured));
    assertThat(plain.getResource().getAttributes().get(INSTANCE))
        .satisfies(id -> assertThat(UUID.fromString(id)).isNotNull());
    assertThat(plain.getSpanContext().isSampled()).isTrue();
  }

  @Test
  void settings_hold() {
    System.setProperty("otel.resource.attributes", "team=shop");

    assertThat(span().getResource().getAttributes().get(AttributeKey.stringKey("team")))
        .isEqualTo("shop");
  }

  private static Attributes withoutInstance(SpanData span) {
    return span.getResource().getAttributes().toBuilder().remove(INSTANCE).build();
  }

  private static SpanData span() {
    Configuration configuration = Configuration.defaults().with(Setting.STORE, "memory:");
    ClassLoader loader = AgentSdkTest.class.getClassLoader();
    try (StorePipeline pipeline = StorePipeline.open(configuration, loader, line -> {})) {
      TracerProvider provider = AgentSdk.build(pipeline, configuration);
      return ((ReadableSpan) provider.get("test").spanBuilder("s").startSpan()).toSpanData();
    }
  }
}
