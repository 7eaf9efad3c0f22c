package dev.fulgurite.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** {@code rediss://}, against a Redis that speaks TLS alone. */
class RedisTlsIT {
  private static final String TRUST = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;
  private TestRedis redis;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    run(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        List.of(
            "-genkeypair",
            "-alias",
            "redis",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost",
            "-storetype",
            "PKCS12",
            "-keystore",
            keys.toString(),
            "-storepass",
            PASSWORD));
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    Key key = store.getKey("redis", PASSWORD.toCharArray());
    Certificate certificate = store.getCertificate("redis");
    Path keyFile = pem("PRIVATE KEY", key.getEncoded());
    Path certificateFile = pem("CERTIFICATE", certificate.getEncoded());
    trust(certificate);
    redis = startTls(keyFile, certificateFile);
  }

  /** The embedded one was built without. */
  private static TestRedis startTls(Path key, Path certificate) throws IOException {
    File executable = TestRedis.executable();
    Process asked = new ProcessBuilder(executable.toString(), "--version").start();
    String version = new String(asked.getInputStream().readAllBytes());
    if (!version.contains("v=7")) {
      throw new TestAbortedException("no redis-server with TLS is on the path: " + version);
    }
    return TestRedis.startTls(
        executable,
        List.of(
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            key.toString(),
            "--tls-ca-cert-file",
            certificate.toString(),
            "--tls-auth-clients",
            "no",
            "--requirepass",
            "secret"));
  }

  private void trust(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("redis", certificate);
    Path file = folder.resolve("trust.p12");
    try (var out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    System.setProperty(TRUST, file.toString());
    System.setProperty(TRUST + "Password", PASSWORD);
  }

  private Path pem(String what, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    return Files.writeString(
        folder.resolve(what + ".pem"),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static void run(String program, List<String> args) throws Exception {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(args);
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }

  @AfterEach
  void stop() {
    System.clearProperty(TRUST);
    System.clearProperty(TRUST + "Password");
    if (redis != null) {
      redis.close();
    }
  }

  @Test
  void events_arePublishedOverTls() {
    try (RedisLink link = RedisLink.create(url())) {
      RedisStreamPublisher publisher = RedisStreamPublisher.create(link);
      link.await(publisher.publish("j", Map.of("n", 1)));

      assertThat(link.await(publisher.length("j"))).isEqualTo(1);
    }
  }

  @Test
  void aCertificateThatNobodyTrusts_isRefused() {
    System.clearProperty(TRUST);
    try (RedisLink link = RedisLink.create(url())) {
      assertThatThrownBy(
              () -> link.await(RedisStreamPublisher.create(link).publish("j", Map.of("n", 1))))
          .isInstanceOf(RedisStreamException.class)
          .hasMessageContaining("certification path");
    }
  }

  private String url() {
    return redis.url().replace("redis://", "rediss://:secret@");
  }
}
