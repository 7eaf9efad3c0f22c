package dev.fulgurite.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LayeringTest {
  @Test
  void premain_knowsTheJdkAlone() {
    JavaClasses premain = new ClassFileImporter().importPath(Path.of("target", "classes"));

    assertThat(premain).hasSizeGreaterThan(4);
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.fulgurite.agent", "org.jspecify..")
        .check(premain);
  }

  @Test
  void premain_touchesNothingThatTheApplicationMayChoose() {
    JavaClasses premain = new ClassFileImporter().importPath(Path.of("target", "classes"));

    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.util.logging", "java.lang.management", "javax.management..", "java.nio.file..")
        .check(premain);
  }
}
