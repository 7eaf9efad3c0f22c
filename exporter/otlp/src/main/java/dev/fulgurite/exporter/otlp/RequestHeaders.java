package dev.fulgurite.exporter.otlp;

import java.util.Map;
import okhttp3.Request;

/** What every request carries: the settings' headers, and who sends it. */
record RequestHeaders(Map<String, String> headers) {
  private static final String USER_AGENT = "Fulgurite-OTLP-Exporter/" + version();

  Request.Builder on(Request.Builder request) {
    request.header("User-Agent", USER_AGENT);
    headers.forEach(request::header);
    return request;
  }

  private static String version() {
    String version = RequestHeaders.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  /** Names alone: values are secrets. */
  @Override
  public String toString() {
    return headers.keySet().toString();
  }
}
