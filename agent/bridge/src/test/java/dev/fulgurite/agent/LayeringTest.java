package dev.fulgurite.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.fulgurite.agent");

  @Test
  void boundary_isMadeOfTheJdkAlone() {
    assertThat(classes).hasSizeGreaterThan(15);
    classes()
        .that()
        .resideInAPackage("dev.fulgurite.agent.boundary")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.fulgurite.agent.boundary", "java..", "org.jspecify..")
        .check(classes);
  }

  @Test
  void bridge_knowsTheApisAndTheBoundaryAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.agent.bridge")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fulgurite.exporter..")
        .check(classes);
  }

  /** An application with the API alone has no SDK to link against. */
  @Test
  void tapAlone_knowsTheSdk() {
    noClasses()
        .that()
        .haveNameNotMatching(".*(TapProcessor|EndedSpans(\\$.*)?)")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry.sdk..")
        .check(classes);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.agent.(*)..").should().beFreeOfCycles().check(classes);
  }
}
