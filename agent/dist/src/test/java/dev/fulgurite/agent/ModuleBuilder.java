package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/** Compiles a small named module that uses OpenTelemetry's API. */
record ModuleBuilder(Path folder) {
  Path build() throws IOException {
    Path source = Files.createDirectories(folder.resolve("source").resolve("modular"));
    Path info =
        Files.writeString(
            source.getParent().resolve("module-info.java"),
            "module modular { requires io.opentelemetry.api; requires io.opentelemetry.context; }");
    Path main =
        Files.writeString(
            source.resolve("Main.java"),
            """
            package modular;
            public class Main {
              public static void main(String[] arguments) {
                io.opentelemetry.api.GlobalOpenTelemetry.getTracer("m")
                    .spanBuilder("modular").startSpan().end();
              }
            }
            """);
    Path classes = folder.resolve("classes");
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-p",
                String.join(File.pathSeparator, ClassPaths.otelApi(ClassPaths.NEWEST)),
                "-d",
                classes.toString(),
                info.toString(),
                main.toString());
    assertThat(failures).isZero();
    return classes;
  }
}
