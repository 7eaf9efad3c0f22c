package dev.fulgurite.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fulgurite");

  @Test
  void layering_seesTheModule() {
    assertThat(CLASSES.contain(Emitter.class)).isTrue();
    assertThat(CLASSES).hasSizeGreaterThan(30);
  }

  @Test
  void module_dependsOnTheOpenTelemetryApiAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.fulgurite.api..",
            "java..",
            "io.opentelemetry.api..",
            "io.opentelemetry.context..",
            "org.jspecify.annotations..")
        .check(CLASSES);
  }

  @Test
  void conventionsAndAnnotations_holdNoMachinery() {
    classes()
        .that()
        .resideInAPackage("..semconv..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.fulgurite.api.semconv", "java.lang..", "org.jspecify..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..annotation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
