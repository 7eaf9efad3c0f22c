package dev.fulgurite.exporter.postgresql;

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
  void store_knowsNeitherItsUsersNorOtherStores() {
    assertThat(classes.contain(PostgresqlSpanStore.class)).isTrue();
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.exporter.postgresql..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fulgurite.cli..",
            "dev.fulgurite.agent..",
            "dev.fulgurite.exporter.sqlite..",
            "dev.fulgurite.testkit..")
        .check(classes);
  }

  @Test
  void provider_loadsWithoutTheDriver() {
    noClasses()
        .that()
        .haveSimpleName("PostgresqlStoreProvider")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.postgresql..")
        .check(classes);
  }

  @Test
  void driver_isReachedByClassAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.exporter.postgresql..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.sql\\.DriverManager")
        .check(classes);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(classes);
  }
}
