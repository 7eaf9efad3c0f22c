package dev.fulgurite.agent.home;

/**
 * Names of the application's OpenTelemetry. Put together at run time: relocation rewrites every
 * literal that looks like a name of the agent's own copy.
 */
public final class AppNames {
  public static final String GLOBAL = otel("api", "GlobalOpenTelemetry");
  public static final String OPEN_TELEMETRY = otel("api", "OpenTelemetry");
  public static final String SDK_BUILDER = otel("sdk", "OpenTelemetrySdkBuilder");
  public static final String TRACER_PROVIDER_BUILDER =
      otel("sdk.trace", "SdkTracerProviderBuilder");
  public static final String OFFICIAL_AGENT = otel("javaagent.bootstrap", "AgentInitializer");

  private static String otel(String packageName, String className) {
    return String.join(".", "io", "opentelemetry", packageName, className);
  }

  private AppNames() {}
}
