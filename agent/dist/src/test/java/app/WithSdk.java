package app;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Runs another program beside an SDK of its own, which is global or only built; says which content
 * that SDK's exporter saw.
 */
public final class WithSdk {
  private static final Pattern CONTENT =
      Pattern.compile(
          "gen_ai\\.(input|output|system_instructions|tool\\.(definitions|call\\.[ar])).*");

  public static void main(String[] arguments) throws Exception {
    open(arguments[0]);
    Class.forName(arguments[1])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  /** Builds the SDK, and sets it where {@code how} is {@code global}. */
  public static void open(String how) {
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Watching()))
                    .build())
            .build();
    if (how.equals("global")) {
      GlobalOpenTelemetry.set(sdk);
    }
  }

  private static final class Watching implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      for (SpanData span : spans) {
        for (AttributeKey<?> key : span.getAttributes().asMap().keySet()) {
          if (CONTENT.matcher(key.getKey()).matches()) {
            System.out.println("the application's exporter saw " + key.getKey());
          }
        }
      }
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

  private WithSdk() {}
}
