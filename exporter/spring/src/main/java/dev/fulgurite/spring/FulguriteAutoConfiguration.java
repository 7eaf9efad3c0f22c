package dev.fulgurite.spring;

import dev.fulgurite.exporter.bus.EventBus;
import dev.fulgurite.exporter.pipeline.StorePipeline;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Keeps the spans of the application's OpenTelemetry SDK in the store that {@code fulgurite.store}
 * names, unless that is {@code none}, and installs the {@code OpenTelemetry} bean for static emits.
 * Spring's {@code Environment} gives the settings.
 */
@AutoConfiguration
public class FulguriteAutoConfiguration {
  @Bean
  static InstalledEmitter fulguriteInstalledEmitter(Environment environment) {
    return new InstalledEmitter(environment);
  }

  /**
   * For the SDK that Spring Boot builds: it takes span processors from beans. OpenTelemetry's own
   * starter finds {@code FulguriteCustomizer} by itself, and would keep each span twice.
   */
  @Configuration(proxyBeanMethods = false)
  @Conditional(StoreWanted.class)
  @ConditionalOnMissingClass(
      "io.opentelemetry.instrumentation.spring.autoconfigure.OpenTelemetryAutoConfiguration")
  static class InSpringBootsSdk {
    /** First of all, for it stamps the session that other processors may want to see. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @ConditionalOnMissingBean
    StorePipeline fulguriteStorePipeline(Environment environment) {
      var configuration = SpringSettings.read(environment);
      configuration.problems().forEach(Warnings::line);
      ClassLoader loader = FulguriteAutoConfiguration.class.getClassLoader();
      StorePipeline pipeline = StorePipeline.open(configuration, loader, Warnings::line);
      pipeline.addBus(EventBus.global());
      return pipeline;
    }

    @Bean
    static PrioritySamplers fulguritePrioritySamplers() {
      return new PrioritySamplers();
    }
  }
}
