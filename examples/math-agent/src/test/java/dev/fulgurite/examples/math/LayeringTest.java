package dev.fulgurite.examples.math;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final String EXAMPLE = "dev.fulgurite.examples.math";

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(EXAMPLE);

  @Test
  void example_knowsOnlyTheFrontDoor() {
    assertThat(classes.contain(Main.class)).isTrue();

    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.fulgurite..")
                .and(not(resideInAnyPackage("dev.fulgurite.api..", EXAMPLE + ".."))))
        .orShould()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.opentelemetry.sdk..",
                "io.opentelemetry.exporter..",
                "java.sql..",
                "org.sqlite.."))
        .check(classes);
  }

  @Test
  void replay_knowsNothingOfTheAgent() {
    noClasses()
        .that()
        .resideInAPackage(EXAMPLE + ".replay..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(EXAMPLE, "dev.langchain4j..", "dev.fulgurite.api..")
        .check(classes);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.examples.(**)").should().beFreeOfCycles().check(classes);
  }
}
