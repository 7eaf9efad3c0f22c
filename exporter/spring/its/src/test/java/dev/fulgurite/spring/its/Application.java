package dev.fulgurite.spring.its;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A real application; what it is made of is this module's class path. */
@SpringBootApplication(scanBasePackages = "none.of.these.tests")
class Application {
  /** Nothing is sent anywhere, and every trace is sampled. */
  private static final List<String> ALONE =
      List.of(
          "otel.traces.exporter=none",
          "otel.metrics.exporter=none",
          "otel.logs.exporter=none",
          "management.otlp.metrics.export.enabled=false",
          "management.tracing.sampling.probability=1.0",
          "spring.main.banner-mode=off");

  /** Starts it with a store in {@code file}; {@code arguments} win. */
  static ConfigurableApplicationContext start(Path file, String... arguments) {
    return start(file, Application.class, arguments);
  }

  static ConfigurableApplicationContext start(Path file, Class<?> more, String... arguments) {
    return new SpringApplicationBuilder(Application.class, more)
        .web(WebApplicationType.NONE)
        .properties(ALONE.toArray(String[]::new))
        .properties("fulgurite.store=sqlite:" + file)
        .run(arguments);
  }
}
