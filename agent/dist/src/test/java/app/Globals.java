package app;

import dev.fulgurite.api.annotation.AgentOperation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** A program with two SDKs, of which the second is the global one for a while. */
public final class Globals {
  public static void main(String[] arguments) {
    sdk("first");
    work();
    GlobalOpenTelemetry.set(sdk("second"));
    work();
    GlobalOpenTelemetry.resetForTest();
    work();
  }

  @AgentOperation
  static void work() {}

  private static OpenTelemetrySdk sdk(String name) {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Printing(name)))
                .build())
        .build();
  }

  private record Printing(String name) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      spans.forEach(span -> System.out.println(name + "=" + span.getName()));
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

  private Globals() {}
}
