package dev.fulgurite.examples.live;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fulgurite.examples.live");

  @Test
  void program_knowsNoParticularStore() {
    assertThat(CLASSES.contain(LiveSteps.class)).isTrue();
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fulgurite.exporter.sqlite..")
        .check(CLASSES);
  }
}
