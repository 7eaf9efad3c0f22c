package dev.fulgurite.agent.runtime;

/** Whether content may leave for pipelines that are not the local store: asked for or not. */
final class ContentCapture {
  private static final String PROPERTY = "otel.instrumentation.genai.capture-message-content";
  private static final String VARIABLE = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

  static boolean isOn() {
    String property = System.getProperty(PROPERTY);
    return Boolean.parseBoolean(property == null ? System.getenv(VARIABLE) : property);
  }

  private ContentCapture() {}
}
