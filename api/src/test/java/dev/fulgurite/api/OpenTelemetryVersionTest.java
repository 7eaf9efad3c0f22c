package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The build runs all tests once per version of OpenTelemetry: here is the proof. */
class OpenTelemetryVersionTest {
  private static final String VERSION = System.getProperty("fulgurite.test.opentelemetry");

  @ParameterizedTest
  @ValueSource(
      classes = {
        OpenTelemetry.class,
        Context.class,
        OpenTelemetrySdk.class,
        SdkTracerProvider.class
      })
  void classPath_holdsTheVersionOfThisExecution(Class<?> type) {
    String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();

    assertThat(jar).endsWith("-" + VERSION + ".jar");
  }

  @Test
  void classPath_holdsOneVersionOnly() {
    assertThat(classPath().filter(jar -> jar.contains("opentelemetry-api-1"))).hasSize(1);
  }

  @Test
  void mainSources_compileAgainstTheApiAlone(@TempDir Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "--release", "17", "-proc:none", "-cp", apiJars(), "-d", classes.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources()))
              .call();

      assertThat(compiled).as("%s", messages).isTrue();
    }
    assertThat(classes.resolve("dev/fulgurite/api/Emitter.class")).exists();
  }

  private static String apiJars() {
    return classPath()
        .filter(jar -> jar.matches(".*(opentelemetry-(api|context|common)-1|jspecify-)[^/\\\\]*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(Path.of(System.getProperty("fulgurite.test.sources")))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> classPath() {
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(path.split(File.pathSeparator));
  }
}
