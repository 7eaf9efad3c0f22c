package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said at exit of what was to be woven and was not there. */
class MismatchIT {
  private static final String TOOLS = "dev.langchain4j.service.tool.ToolService";

  @TempDir Path folder;

  @Test
  void libraryWithoutTheMethod_isOneLine_withItsVersion() throws IOException {
    Path jar = library("langchain4j-99.1.jar", "Object runTool(Object request) { return null; }");

    Run run = ChildJvm.in(folder).classPath(jar.toString()).run("LoadClass", TOOLS);

    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out()).containsExactly(TOOLS);
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1))
        .contains("hook langchain4j.tool ", TOOLS, "langchain4j-99.1.jar", "internalExecuteTool(");
  }

  @Test
  void hookThatIsLeftOut_saysNothing() throws IOException {
    Path jar = library("langchain4j-99.1.jar", "");

    Run run =
        ChildJvm.in(folder)
            .classPath(jar.toString())
            .agentArguments("fulgurite.agent.instrument=-langchain4j")
            .run("LoadClass", TOOLS);

    assertThat(run.err()).hasSize(2);
  }

  @Test
  void watchedMethod_thatNothingHas_isOneLine_besideWhatCannotBeRead() {
    Run run =
        ChildJvm.in(folder)
            .options("-Dfulgurite.instrument.methods=app.Plain[nothing];no list")
            .environment("OTEL_INSTRUMENTATION_METHODS_INCLUDE", "java.lang.String[trim]")
            .run("Plain");

    assertThat(run.exit()).isZero();
    assertThat(run.err()).hasSize(5);
    assertThat(run.err().get(1)).contains("fulgurite.instrument.methods", "'no list'", "pkg.Class");
    assertThat(run.err().get(2)).contains("app.Plain[nothing]");
    assertThat(run.err().get(3)).contains("java.lang.String[trim]");
  }

  private Path library(String name, String member) throws IOException {
    Path source = folder.resolve("ToolService.java");
    Files.writeString(
        source,
        "package dev.langchain4j.service.tool; public class ToolService { " + member + " }");
    Path classes = folder.resolve("library");
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), source.toString()))
        .isZero();
    String entry = TOOLS.replace('.', '/') + ".class";
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(classes.resolve(entry), out);
    }
    return jar;
  }
}
