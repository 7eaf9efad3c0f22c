package dev.fulgurite.agent;

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
  void byteBuddy_isKnownToTheWeaverAlone() {
    assertThat(classes).hasSizeGreaterThan(50);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fulgurite.agent.weave")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("net.bytebuddy..")
        .check(classes);
  }

  @Test
  void weaver_knowsNoOpenTelemetry() {
    noClasses()
        .that()
        .resideInAPackage("dev.fulgurite.agent.weave")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.opentelemetry..", "dev.fulgurite.exporter..")
        .check(classes);
  }

  @Test
  void hooks_knowTheirContractAlone() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.fulgurite.agent.anthropic",
            "dev.fulgurite.agent.genai",
            "dev.fulgurite.agent.langchain4j",
            "dev.fulgurite.agent.mcp",
            "dev.fulgurite.agent.openai",
            "dev.fulgurite.agent.reactive",
            "dev.fulgurite.agent.springai",
            "dev.fulgurite.agent.threads",
            "dev.fulgurite.agent.wire")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.fulgurite.agent.weave",
            "dev.fulgurite.agent.home",
            "dev.fulgurite.agent.runtime",
            "dev.fulgurite.agent.core",
            "dev.langchain4j..")
        .check(classes);
  }

  @Test
  void agent_neverUsesTheBridgeItself() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.fulgurite.agent.bridge")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.fulgurite.agent.bridge")
        .check(classes);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("dev.fulgurite.agent.(*)..").should().beFreeOfCycles().check(classes);
  }
}
