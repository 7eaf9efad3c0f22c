package dev.fulgurite.exporter.otlp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads OpenTelemetry's standard settings into a builder, and names the one that is wrong. */
final class OtlpProperties {
  private static final String PREFIX = "otel.exporter.otlp.";
  private static final String TRACES = PREFIX + "traces.";
  private static final Pattern TIME = Pattern.compile("(\\d{1,10})\\s*(ms|s|m|h|d|)");

  private final Function<String, @Nullable String> properties;

  OtlpProperties(Function<String, @Nullable String> properties) {
    this.properties = properties;
  }

  /** A system property, else the environment variable of its name. */
  static @Nullable String ofProcess(String key) {
    String property = System.getProperty(key);
    return property == null
        ? System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_'))
        : property;
  }

  OtlpSpanExporterBuilder builder() {
    OtlpSpanExporterBuilder builder = OtlpSpanExporter.builder();
    OtlpProtocol protocol = protocol();
    builder.setProtocol(protocol);
    endpoint(builder, protocol);
    read("headers", value -> headers(builder, value));
    read("compression", value -> builder.setCompression(compression(value)));
    read("timeout", value -> builder.setTimeout(time(value)));
    read("certificate", value -> builder.setTrustedCertificates(file(value)));
    clientTls(builder);
    return builder;
  }

  private OtlpProtocol protocol() {
    String value = value(key("protocol"));
    if (value == null) {
      return OtlpProtocol.HTTP_PROTOBUF;
    }
    for (OtlpProtocol protocol : OtlpProtocol.values()) {
      if (protocol.setting().equals(value)) {
        return protocol;
      }
    }
    throw wrong(key("protocol"), "'" + value + "' is not supported; use http/protobuf or grpc");
  }

  /** For one signal the whole address; for all of them the part before the signal's path. */
  private void endpoint(OtlpSpanExporterBuilder builder, OtlpProtocol protocol) {
    boolean whole = value(TRACES + "endpoint") != null || protocol == OtlpProtocol.GRPC;
    read(
        "endpoint",
        value -> builder.setEndpoint(whole ? value : value.replaceFirst("/*$", "") + "/v1/traces"));
  }

  private static void headers(OtlpSpanExporterBuilder builder, String value) {
    for (String pair : value.split(",", -1)) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        String decoded = PercentCoded.decode(pair.substring(sign + 1).strip());
        builder.addHeader(pair.substring(0, sign).strip(), decoded);
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException("use name=value, separated by commas");
      }
    }
  }

  private static OtlpCompression compression(String value) {
    return switch (value) {
      case "gzip" -> OtlpCompression.GZIP;
      case "none" -> OtlpCompression.NONE;
      default ->
          throw new IllegalArgumentException("'" + value + "' is not supported; use gzip or none");
    };
  }

  private static Duration time(String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      throw new IllegalArgumentException(
          "'" + value + "' is no time; use milliseconds such as 10000, or 10s");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofMillis(number);
    };
  }

  private void clientTls(OtlpSpanExporterBuilder builder) {
    String certificate = value(key("client.certificate"));
    String key = value(key("client.key"));
    if (certificate == null && key == null) {
      return;
    }
    if (certificate == null || key == null) {
      String missing = key(certificate == null ? "client.certificate" : "client.key");
      throw wrong(missing, "is missing; set client.key and client.certificate together");
    }
    read("client.key", value -> builder.setClientTls(file(key), file(certificate)));
  }

  private static byte[] file(String path) {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("the file '" + path + "' cannot be read", e);
    }
  }

  private void read(String name, Consumer<String> setter) {
    String key = key(name);
    String value = value(key);
    if (value != null) {
      try {
        setter.accept(value);
      } catch (IllegalArgumentException e) {
        throw wrong(key, e.getMessage());
      }
    }
  }

  private static IllegalArgumentException wrong(String key, @Nullable String what) {
    return new IllegalArgumentException(key + ": " + what);
  }

  private String key(String name) {
    return value(TRACES + name) == null ? PREFIX + name : TRACES + name;
  }

  private @Nullable String value(String key) {
    String value = properties.apply(key);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
