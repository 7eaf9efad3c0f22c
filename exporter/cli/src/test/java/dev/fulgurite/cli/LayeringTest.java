package dev.fulgurite.cli;

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
  void cli_asksTheStoreThroughItsInterface() {
    assertThat(CLASSES.contain(Fulgurite.class)).isTrue();
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.fulgurite.exporter.sqlite..", "dev.fulgurite.agent..")
        .check(CLASSES);
  }

  @Test
  void cli_isKnownByNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fulgurite.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fulgurite.cli..")
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
