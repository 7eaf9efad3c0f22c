package dev.fulgurite.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fulgurite.api.Emitter;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.util.Preconditions;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;
import org.slf4j.Logger;
import org.slf4j.nop.NOPServiceProvider;

/** What to put on a program's class path. */
final class ClassPaths {
  /** The version that this build's own SDK needs; the others lie in {@code target/otel}. */
  static final String NEWEST = "newest";

  static String apps() {
    return of(ClassPaths.class);
  }

  static String fulguriteApi() {
    return of(Emitter.class);
  }

  /** The OpenTelemetry API alone. */
  static String[] otelApi(String version) {
    if (version.equals(NEWEST)) {
      return new String[] {of(OpenTelemetry.class), of(Context.class), common()};
    }
    File[] jars = Path.of("target", "otel", version).toAbsolutePath().toFile().listFiles();
    return Arrays.stream(jars).map(File::toString).toArray(String[]::new);
  }

  /** API and SDK. */
  static String[] otelSdk() {
    return Stream.concat(
            Stream.of(otelApi(NEWEST)),
            Stream.of(
                    OpenTelemetrySdk.class,
                    CompletableResultCode.class,
                    SdkTracerProvider.class,
                    SdkMeterProvider.class,
                    SdkLoggerProvider.class)
                .map(ClassPaths::of))
        .toArray(String[]::new);
  }

  /** LangChain4j for OpenAI, and what it needs. */
  static String[] langchain4j() {
    return Stream.of(
            AiServices.class,
            ChatModel.class,
            OpenAiChatModel.class,
            HttpClient.class,
            JdkHttpClient.class,
            JsonMapper.class,
            JsonFactory.class,
            JsonProperty.class,
            Logger.class,
            NOPServiceProvider.class)
        .map(ClassPaths::of)
        .distinct()
        .toArray(String[]::new);
  }

  /** JUnit with its launcher. */
  static String[] junit() {
    return Stream.of(
            Test.class,
            JupiterTestEngine.class,
            TestEngine.class,
            Preconditions.class,
            LauncherFactory.class,
            AssertionFailedError.class)
        .map(ClassPaths::of)
        .toArray(String[]::new);
  }

  private static String common() {
    try {
      return of(Class.forName("io.opentelemetry.common.ComponentLoader"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  static String of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private ClassPaths() {}
}
