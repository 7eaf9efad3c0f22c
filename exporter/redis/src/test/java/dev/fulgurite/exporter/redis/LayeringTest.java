package dev.fulgurite.exporter.redis;

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
  void redis_knowsNeitherItsUsersNorOtherDestinations() {
    assertThat(classes.contain(RedisStreamPublisher.class)).isTrue();
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.exporter.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fulgurite.cli..",
            "dev.fulgurite.agent..",
            "dev.fulgurite.exporter.sqlite..",
            "dev.fulgurite.exporter.postgresql..",
            "dev.fulgurite.exporter.otlp..",
            "dev.fulgurite.testkit..")
        .check(classes);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(classes);
  }
}
