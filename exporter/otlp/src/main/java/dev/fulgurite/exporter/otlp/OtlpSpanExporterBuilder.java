package dev.fulgurite.exporter.otlp;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Builds an {@link OtlpSpanExporter}. Each setter throws {@link IllegalArgumentException} or {@link
 * NullPointerException} naming what is wrong. Not thread-safe.
 */
public final class OtlpSpanExporterBuilder {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Tls tls = new Tls();
  private OtlpProtocol protocol = OtlpProtocol.HTTP_PROTOBUF;
  private @Nullable HttpUrl endpoint;
  private OtlpCompression compression = OtlpCompression.NONE;
  private Duration timeout = Duration.ofSeconds(10);

  OtlpSpanExporterBuilder() {}

  /** Default {@link OtlpProtocol#HTTP_PROTOBUF}. */
  public OtlpSpanExporterBuilder setProtocol(OtlpProtocol protocol) {
    this.protocol = requireNonNull(protocol, "protocol");
    return this;
  }

  /**
   * Where spans go, {@code http} or {@code https}. Over HTTP the whole address, with {@code
   * /v1/traces}; over gRPC without a path. Default: the protocol's port on this machine.
   */
  public OtlpSpanExporterBuilder setEndpoint(String endpoint) {
    HttpUrl url = HttpUrl.parse(requireNonNull(endpoint, "endpoint").strip());
    if (url == null) {
      throw new IllegalArgumentException(
          "endpoint must be an address such as http://localhost:4318/v1/traces, was " + endpoint);
    }
    this.endpoint = url;
    return this;
  }

  /** Sent with every request, such as {@code authorization}; the last one of a name holds. */
  public OtlpSpanExporterBuilder addHeader(String name, String value) {
    requireNonNull(value, "value");
    try {
      okhttp3.Headers.of(requireNonNull(name, "name"), value);
    } catch (IllegalArgumentException e) {
      // OkHttp's text may show the value, which is a secret.
      throw new IllegalArgumentException(
          "header '" + name + "' has a name or value that HTTP does not allow");
    }
    headers.put(name, value);
    return this;
  }

  /** Default {@link OtlpCompression#NONE}. */
  public OtlpSpanExporterBuilder setCompression(OtlpCompression compression) {
    this.compression = requireNonNull(compression, "compression");
    return this;
  }

  /** For one batch, from connecting to the end of the answer. Default 10 s; zero for no limit. */
  public OtlpSpanExporterBuilder setTimeout(Duration timeout) {
    if (requireNonNull(timeout, "timeout").isNegative()
        || timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("timeout must be from 0 to 24 days, was " + timeout);
    }
    this.timeout = timeout;
    return this;
  }

  /** Who may have signed the collector's certificate, in PEM. Default: whom the JVM trusts. */
  public OtlpSpanExporterBuilder setTrustedCertificates(byte[] pem) {
    tls.setTrusted(requireNonNull(pem, "pem"));
    return this;
  }

  /**
   * Who we are, for collectors that ask.
   *
   * @param key private, PKCS #8 in PEM
   * @param certificates its chain, in PEM
   */
  public OtlpSpanExporterBuilder setClientTls(byte[] key, byte[] certificates) {
    tls.setClient(requireNonNull(key, "key"), requireNonNull(certificates, "certificates"));
    return this;
  }

  /** An exporter that has started nothing yet. */
  public OtlpSpanExporter build() {
    HttpUrl url = endpoint == null ? HttpUrl.get(protocol.defaultEndpoint()) : endpoint;
    if (protocol == OtlpProtocol.GRPC && !url.encodedPath().equals("/")) {
      throw new IllegalArgumentException(
          "endpoint must have no path with gRPC, was " + url + "; use http/protobuf, or cut it");
    }
    RequestHeaders sent = new RequestHeaders(Map.copyOf(headers));
    Wire wire =
        protocol == OtlpProtocol.GRPC
            ? new GrpcWire(url, sent, compression)
            : new HttpWire(url, sent, compression, Clock.systemUTC());
    return new OtlpSpanExporter(
        Client.create(protocol, url, timeout, tls), wire, description(url, sent));
  }

  private String description(HttpUrl url, RequestHeaders sent) {
    return "{endpoint=%s, protocol=%s, compression=%s, timeout=%s, headers=%s}"
        .formatted(url.redact(), protocol.setting(), compression.setting(), timeout, sent);
  }
}
