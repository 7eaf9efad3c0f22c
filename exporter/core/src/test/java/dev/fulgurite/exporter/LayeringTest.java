package dev.fulgurite.exporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class LayeringTest {
  private static final String ROOT = "dev.fulgurite.exporter";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packages_haveNoCycles() {
    assertThat(CLASSES.contain(EventSpanProcessor.class)).isTrue();
    assertThat(CLASSES.size()).isGreaterThan(80);
    slices().matching("dev.fulgurite.(exporter).(**)").should().beFreeOfCycles().check(CLASSES);
    slices().matching("dev.fulgurite.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void processor_knowsNoStore() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below("store"), below("config"), below("pipeline"), below("outbox"))
        .check(CLASSES);
  }

  @Test
  void leaves_knowNothingOfOursButTheApi() {
    for (String leaf : new String[] {"redact", "content", "normalize"}) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + leaf)
          .should()
          .dependOnClassesThat(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "are ours, and not in api or " + leaf,
                  other ->
                      other.getPackageName().startsWith(ROOT)
                          && !other.getPackageName().equals(ROOT + "." + leaf)))
          .check(CLASSES);
    }
  }

  @Test
  void store_knowsNoAssemblyAndNoView() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".store")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            below("pipeline"),
            below("outbox"),
            below("autoconfigure"),
            below("tree"),
            below("json"),
            below("config"))
        .check(CLASSES);
  }

  @Test
  void bus_knowsSpansAndStoresOnly_andItsHandlersAreBuiltUponIt() {
    assertThat(CLASSES.contain(ROOT + ".bus.EventBus")).isTrue();
    noClasses()
        .that()
        .resideInAnyPackage(ROOT, below("store"), below("delivery"), below("redact"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("bus"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".bus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            below("pipeline"), below("outbox"), below("autoconfigure"), below("config"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".bus")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".bus.handler")
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".bus.handler.DurationMetrics")
        .and()
        .haveNameNotMatching(".*\\.bus\\.handler\\.DurationMetrics\\$.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.HdrHistogram..")
        .check(CLASSES);
  }

  @Test
  void live_isKnownToNobodyItBuildsOn() {
    assertThat(CLASSES.contain(ROOT + ".live.SessionStream")).isTrue();
    noClasses()
        .that()
        .resideInAnyPackage(ROOT, below("store"), below("delivery"), below("json"), below("query"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("live"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".live")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below("pipeline"), below("config"), below("outbox"), below("training"))
        .check(CLASSES);
  }

  @Test
  void openTelemetry_isUsedByItsStableTypesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.opentelemetry..internal..", "io.opentelemetry..incubator..")
        .check(CLASSES);
  }

  @Test
  void autoconfiguration_isTheOnlyOneThatKnowsItsSpi() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".autoconfigure")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry.sdk.autoconfigure..")
        .check(CLASSES);
  }

  private static String below(String name) {
    return ROOT + "." + name + "..";
  }
}
