package dev.fulgurite.exporter.otlp;

import io.opentelemetry.exporter.internal.TlsUtil;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Whom the exporter trusts and who it is. Not thread-safe. */
final class Tls {
  private @Nullable X509TrustManager trusted;
  private @Nullable X509KeyManager client;

  void setTrusted(byte[] pem) {
    try {
      trusted = TlsUtil.trustManager(pem);
    } catch (SSLException | RuntimeException e) {
      throw new IllegalArgumentException("trusted certificates are no certificates in PEM", e);
    }
  }

  void setClient(byte[] key, byte[] certificates) {
    try {
      client = TlsUtil.keyManager(key, certificates);
    } catch (SSLException | RuntimeException e) {
      throw new IllegalArgumentException(
          "client key and certificate must be a PKCS #8 key and its certificates in PEM", e);
    }
  }

  /** Nothing where the JVM's own settings hold. */
  void on(OkHttpClient.Builder builder) {
    if (trusted == null && client == null) {
      return;
    }
    try {
      X509TrustManager trust = trusted == null ? TlsUtil.defaultTrustManager() : trusted;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          client == null ? null : new KeyManager[] {client}, new TrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }
}
