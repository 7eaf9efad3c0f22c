package dev.fulgurite.agent;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** What is in the packaged jar, and what must not be. */
class AgentJarIT {
  private static final String SHADED = "dev/fulgurite/agent/shaded/";

  /** As a class file spells the type where it calls it: its length, and its name. */
  private static final String LOGGER = "\u0000\u0018java/util/logging/Logger";

  @Test
  void root_holdsPremainAlone() throws IOException {
    assertThat(entries())
        .allMatch(
            name ->
                name.matches("dev/fulgurite/agent/[A-Za-z$-]+\\.class")
                    || name.startsWith("inst/")
                    || name.startsWith("bridge/dev/fulgurite/agent/bridge/")
                    || name.matches("META-INF/versions/\\d+/inst/" + SHADED + ".*")
                    || name.matches("META-INF/(MANIFEST\\.MF|LICENSE|NOTICE)"));
  }

  @Test
  void classes_areHiddenFromEveryOtherLoader() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(name -> name.startsWith("dev/fulgurite/agent/"))
        .hasSizeBetween(4, 12);
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".classdata"))
        .hasSizeGreaterThan(1000)
        .contains(
            "inst/dev/fulgurite/agent/core/AgentStart.classdata",
            "inst/" + SHADED + "io/opentelemetry/api/OpenTelemetry.classdata",
            "inst/" + SHADED + "net/bytebuddy/ByteBuddy.classdata",
            "inst/org/sqlite/JDBC.classdata",
            "inst/com/github/luben/zstd/Zstd.classdata",
            "bridge/dev/fulgurite/agent/bridge/ApplicationBridge.classdata");
  }

  @Test
  void thirdParties_areRelocated() throws IOException {
    assertThat(entries())
        .noneMatch(
            name ->
                name.matches(
                    "inst/(io/opentelemetry|net/bytebuddy|com/fasterxml|okhttp3|okio|kotlin|org/jctools)/.*"));
  }

  /** Relocation also rewrites literals: a hook would then look for a class of the agent's own. */
  @Test
  void namesOfTheApplication_areNotRelocated() throws IOException {
    List<String> ours =
        entries().stream()
            .filter(name -> name.startsWith("inst/dev/fulgurite/agent/"))
            .filter(name -> !name.startsWith("inst/" + SHADED))
            .toList();
    assertThat(ours).hasSizeGreaterThan(50);
    for (String name : ours) {
      assertThat(literals(name))
          .as(name)
          .noneMatch(text -> text.replace('/', '.').contains("dev.fulgurite.agent.shaded"));
    }
  }

  @Test
  void bridge_speaksTheApplicationsOpenTelemetry() throws IOException {
    assertThat(text("bridge/dev/fulgurite/agent/bridge/BridgeSpan.classdata"))
        .contains("io/opentelemetry/api/trace/Span")
        .doesNotContain("shaded");
  }

  @Test
  void logging_isOurOwn() throws IOException {
    for (String name : entries()) {
      if (name.endsWith(".classdata")) {
        assertThat(text(name)).as(name).doesNotContain(LOGGER);
      }
    }
  }

  @Test
  void manifest_saysWhatTheJvmNeeds() throws IOException {
    try (JarFile jar = jar()) {
      Manifest manifest = jar.getManifest();
      assertThat(manifest.getMainAttributes().getValue("Premain-Class"))
          .isEqualTo("dev.fulgurite.agent.PreCheck");
      assertThat(manifest.getMainAttributes().getValue("Can-Retransform-Classes"))
          .isEqualTo("true");
      assertThat(manifest.getMainAttributes().getValue("Implementation-Version")).isNotBlank();
    }
  }

  @Test
  void licences_comeAlong() throws IOException {
    assertThat(text("META-INF/NOTICE")).contains("OpenTelemetry", "Byte Buddy", "SQLite");
    assertThat(text("META-INF/LICENSE")).contains("Apache License");
  }

  /** The strings of a class, names of the classes that it uses left out. */
  private static List<String> literals(String entry) throws IOException {
    try (JarFile jar = jar();
        InputStream stream = jar.getInputStream(jar.getEntry(entry))) {
      return StringConstants.of(stream);
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = jar()) {
      return jar.stream().map(JarEntry::getName).filter(name -> !name.endsWith("/")).toList();
    }
  }

  private static String text(String entry) throws IOException {
    try (JarFile jar = jar()) {
      return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), ISO_8859_1);
    }
  }

  private static JarFile jar() throws IOException {
    return new JarFile(ChildJvm.AGENT.toFile());
  }
}
