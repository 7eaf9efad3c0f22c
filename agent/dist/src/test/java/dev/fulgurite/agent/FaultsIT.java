package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What breaks under the agent breaks nothing of the program, and is told. */
class FaultsIT {
  /** Of 512 bytes: more than SQLite's library, less than the program emits. */
  private static final int DISK = 4096;

  private static final Pattern LAST_LINE =
      Pattern.compile("(\\d+) spans recorded, (\\d+) stored, 0 dropped, (\\d+) failed");

  @TempDir Path folder;

  @Test
  void objectsThatThrow_changeNothing_andAreToldOnce() throws IOException {
    Run without = faulty("without").withoutAgent().run("Faulty");
    Run run = faulty("with").run("Faulty");

    assertThat(without.exit()).isEqualTo(4);
    assertThat(run.exit()).as(run.toString()).isEqualTo(4);
    assertThat(run.stdout()).isEqualTo(without.stdout());
    assertThat(run.stderr()).doesNotContain("zebra7713");
    assertThat(run.err())
        .filteredOn(line -> line.contains("failed and was left out (the program runs on)"))
        .extracting(line -> line.substring("[fulgurite] ".length(), line.indexOf(" failed")))
        .containsExactly("recording an exception", "annotated method say");
    assertThat(run.err())
        .filteredOn(line -> line.startsWith("WARNING: Fulgurite: "))
        .extracting(line -> line.substring("WARNING: Fulgurite: ".length(), line.indexOf(": j")))
        .containsExactly("cannot read all of the attributes", "cannot read all of an object");
    assertThat(run.tree())
        .hasToString(
            """
            chat CLIENT
            chat CLIENT ERROR
            invoke_agent Assistant INTERNAL ERROR
            agentlightning.operation INTERNAL
            agentlightning.operation INTERNAL
            agentlightning.object INTERNAL OK
            agentlightning.operation INTERNAL ERROR
            agentlightning.operation INTERNAL
            """);
  }

  @Test
  void redactionThatThrows_keepsNothing_andIsToldOnce() throws IOException {
    Run without = emitting("without").withoutAgent().run("Annotated");
    Run run =
        emitting("with")
            .options("-Dfulgurite.redact.callback=app.BrokenRedaction")
            .run("Annotated");

    assertThat(run.exit()).isEqualTo(without.exit()).isZero();
    assertThat(run.stdout()).isEqualTo(without.stdout());
    assertThat(run.err()).hasSize(3);
    assertThat(run.err().get(1))
        .contains("fulgurite.redact.callback=app.BrokenRedaction failed")
        .endsWith("IllegalStateException at app.BrokenRedaction.apply(BrokenRedaction.java:9)");
    assertThat(run.spans())
        .extracting(StoredSpan::toString)
        .isNotEmpty()
        .allMatch(span -> span.contains("[redacted:error]"))
        .noneMatch(span -> span.contains("goal\"") || span.contains("inside"));
  }

  @Test
  void fullDisk_changesNothing_andIsToldAndCounted() throws IOException {
    Run without = emitting("without").withoutAgent().run("Flood");
    Run run = emitting("with").filesUpTo(DISK).run("Flood");

    assertThat(run.exit()).as(run.toString()).isEqualTo(without.exit()).isEqualTo(3);
    assertThat(run.stdout()).isEqualTo(without.stdout());
    List<String> err = run.err();
    assertThat(err).hasSize(3).allMatch(line -> line.startsWith("[fulgurite] "));
    assertThat(err.get(1)).contains("disk");
    Matcher counts = LAST_LINE.matcher(err.get(2));
    assertThat(counts.find()).as(err.get(2)).isTrue();
    int stored = Integer.parseInt(counts.group(2));
    assertThat(counts.group(1)).isEqualTo("400");
    assertThat(Integer.parseInt(counts.group(3))).isPositive().isEqualTo(400 - stored);
    assertThat(run.spans()).hasSize(stored);
  }

  private ChildJvm faulty(String name) throws IOException {
    return emitting(name).classPath(ClassPaths.langchain4j());
  }

  private ChildJvm emitting(String name) throws IOException {
    return ChildJvm.in(Files.createDirectory(folder.resolve(name)))
        .classPath(ClassPaths.fulguriteApi())
        .classPath(ClassPaths.otelApi(ClassPaths.NEWEST));
  }
}
