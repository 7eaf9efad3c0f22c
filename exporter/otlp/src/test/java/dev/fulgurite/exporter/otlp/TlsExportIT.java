package dev.fulgurite.exporter.otlp;

import static dev.fulgurite.exporter.otlp.HttpExportIT.answer;
import static dev.fulgurite.exporter.otlp.HttpExportIT.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Against a server with a certificate that only the test's authority has signed. */
class TlsExportIT {
  private final HeldCertificate authority =
      new HeldCertificate.Builder().certificateAuthority(0).build();
  private final HeldCertificate collector = signed("127.0.0.1");
  private final HeldCertificate agent = signed("agent");
  private HttpReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder()
            .heldCertificate(collector)
            .addTrustedCertificate(authority.certificate())
            .build();
    HttpsServer server = HttpsServer.create(HttpReceiver.loopback(), 0);
    server.setHttpsConfigurator(new AsksForCertificates(certificates.sslContext()));
    receiver = new HttpReceiver(server);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  @Tag("seed:001.tls")
  void spans_arrive_whenBothSidesAreTrusted() {
    try (OtlpSpanExporter exporter =
        https()
            .setTrustedCertificates(pem(authority.certificatePem()))
            .setClientTls(pem(agent.privateKeyPkcs8Pem()), pem(agent.certificatePem()))
            .build()) {
      assertThat(answer(exporter.export(Received.spans(0, 5))).isSuccess()).isTrue();
      assertThat(receiver.ids).hasSize(5);
    }
  }

  @Test
  @Tag("seed:001.tls")
  void strangers_areNotSentTo() {
    try (OtlpSpanExporter exporter =
        https()
            .setClientTls(pem(agent.privateKeyPkcs8Pem()), pem(agent.certificatePem()))
            .build()) {
      assertThat(failure(exporter.export(Received.spans(0, 5))).reason()).isEqualTo("tls");
      assertThat(receiver.ids).isEmpty();
    }
  }

  @Test
  void spans_areRefused_withoutOurCertificate() {
    try (OtlpSpanExporter exporter =
        https().setTrustedCertificates(pem(authority.certificatePem())).build()) {
      assertThat(answer(exporter.export(Received.spans(0, 5))).isSuccess()).isFalse();
      assertThat(receiver.ids).isEmpty();
    }
  }

  private OtlpSpanExporterBuilder https() {
    return OtlpSpanExporter.builder()
        .setEndpoint("https://127.0.0.1:" + receiver.port() + "/v1/traces");
  }

  private HeldCertificate signed(String name) {
    return new HeldCertificate.Builder()
        .addSubjectAlternativeName(name)
        .signedBy(authority)
        .build();
  }

  private static byte[] pem(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class AsksForCertificates extends HttpsConfigurator {
    AsksForCertificates(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters asking = getSSLContext().getDefaultSSLParameters();
      asking.setNeedClientAuth(true);
      parameters.setSSLParameters(asking);
    }
  }
}
