package dev.fulgurite.extension;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.fulgurite.extension");

  @Test
  void extension_addsToTheExportersAutoconfigurationAndNoMore() {
    assertThat(CLASSES.contain(ExtensionCustomizer.class)).isTrue();
    classes()
        .that()
        .resideInAPackage("dev.fulgurite.extension")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "dev.fulgurite.extension",
            "dev.fulgurite.api.semconv",
            "dev.fulgurite.exporter.autoconfigure",
            "io.opentelemetry.api..",
            "io.opentelemetry.context",
            "io.opentelemetry.sdk.trace",
            "io.opentelemetry.sdk.autoconfigure.spi")
        .check(CLASSES);
  }
}
