package dev.fulgurite.exporter.otlp;

/** How spans travel to the collector. */
public enum OtlpProtocol {
  /** Protobuf over HTTP/1.1, or HTTP/2 where TLS agrees on it. Usually port 4318. */
  HTTP_PROTOBUF("http/protobuf", "http://localhost:4318/v1/traces"),
  /** gRPC over HTTP/2. Usually port 4317. */
  GRPC("grpc", "http://localhost:4317");

  private final String setting;
  private final String defaultEndpoint;

  OtlpProtocol(String setting, String defaultEndpoint) {
    this.setting = setting;
    this.defaultEndpoint = defaultEndpoint;
  }

  /** As {@code OTEL_EXPORTER_OTLP_PROTOCOL} spells it. */
  String setting() {
    return setting;
  }

  String defaultEndpoint() {
    return defaultEndpoint;
  }
}
