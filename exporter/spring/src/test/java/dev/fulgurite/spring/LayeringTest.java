package dev.fulgurite.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fulgurite.spring");

  @Test
  void starter_knowsApiAndExporter_andOfSpringOnlyWhatHasNotMoved() {
    assertThat(CLASSES.contain(FulguriteAutoConfiguration.class)).isTrue();
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "dev.fulgurite.spring..",
            "dev.fulgurite.api",
            "dev.fulgurite.exporter",
            "dev.fulgurite.exporter.config",
            "dev.fulgurite.exporter.bus",
            "dev.fulgurite.exporter.pipeline",
            "io.opentelemetry.api",
            "io.opentelemetry.sdk",
            "io.opentelemetry.sdk.trace.samplers",
            "org.apache.commons.logging",
            "org.springframework.beans..",
            "org.springframework.context..",
            "org.springframework.core..",
            "org.springframework.boot.autoconfigure",
            "org.springframework.boot.autoconfigure.condition")
        .check(CLASSES);
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
