package dev.fulgurite.exporter.otlp;

import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** The HTTP client beneath a transport. */
final class Client {
  private Client() {}

  static OkHttpClient create(OtlpProtocol protocol, HttpUrl url, Duration timeout, Tls tls) {
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .socketFactory(new NoDelaySocketFactory())
            .callTimeout(timeout)
            .connectTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            // Headers carry secrets; they go where they were meant to go.
            .followRedirects(false)
            .protocols(protocols(protocol, url));
    if (url.isHttps()) {
      builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS));
      tls.on(builder);
    } else {
      builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }
    return builder.build();
  }

  private static List<Protocol> protocols(OtlpProtocol protocol, HttpUrl url) {
    if (protocol == OtlpProtocol.HTTP_PROTOBUF) {
      // One connection a request: many on one HTTP/2 connection wait for one another.
      return List.of(Protocol.HTTP_1_1);
    }
    return url.isHttps()
        ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
        : List.of(Protocol.H2_PRIOR_KNOWLEDGE);
  }
}
