package dev.fulgurite.benchmarks;

import io.opentelemetry.api.GlobalOpenTelemetry;
import java.io.IOException;

/** An empty program that does one thing worth a span, as any instrumented program does. */
public final class OneCall {
  private OneCall() {}

  public static void main(String[] arguments) throws IOException {
    GlobalOpenTelemetry.get().getTracer("app").spanBuilder("call").startSpan().end();
    System.out.println("called");
    Hello.printMemory();
  }
}
