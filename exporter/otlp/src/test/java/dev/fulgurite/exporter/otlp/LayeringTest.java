package dev.fulgurite.exporter.otlp;

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
          .importPackages("dev.fulgurite");

  @Test
  void exporter_knowsNeitherItsUsersNorStores() {
    assertThat(classes.contain(OtlpSpanExporter.class)).isTrue();
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.exporter.otlp..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fulgurite.cli..",
            "dev.fulgurite.agent..",
            "dev.fulgurite.exporter.sqlite..",
            "dev.fulgurite.exporter.store..",
            "dev.fulgurite.testkit..")
        .check(classes);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(classes);
  }
}
