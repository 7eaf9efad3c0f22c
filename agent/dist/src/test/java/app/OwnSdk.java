package app;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.annotation.AgentOperation;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** A program with an SDK of its own, set as the global one or only built. */
public final class OwnSdk {
  public static void main(String[] arguments) {
    // As a library that kept a tracer long before there was an SDK.
    Tracer early =
        arguments[0].equals("global") ? null : GlobalOpenTelemetry.getOrNoop().getTracer("early");
    System.out.println("set=" + GlobalOpenTelemetry.isSet());
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Printing()))
                    .build())
            .build();
    if (early == null) {
      GlobalOpenTelemetry.set(sdk);
    } else {
      early.spanBuilder("early").startSpan().end();
    }
    work("a secret");
    Emitter.global().message("a secret");
    Emitter.global().reward(0.5);
    Tracer own = sdk.getTracer("own");
    own.spanBuilder("plain").setAttribute("k", "v").startSpan().end();
  }

  @AgentOperation("work")
  static String work(String input) {
    System.out.println("working");
    return input;
  }

  private static final class Printing implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      spans.forEach(span -> System.out.println("exported=" + span.getName()));
      spans.forEach(span -> System.out.println("attributes=" + span.getAttributes()));
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

  private OwnSdk() {}
}
