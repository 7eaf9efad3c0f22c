package dev.fulgurite.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.home.BridgeSource;
import dev.fulgurite.agent.home.Homes;
import dev.fulgurite.agent.runtime.IsolatedHome;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.agent.runtime.SdkSink;
import dev.fulgurite.agent.runtime.Tap;
import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.weave.Transformer;
import dev.fulgurite.exporter.config.Configuration;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to an agent that has recorded nothing yet. */
class ControlTest {
  @TempDir Path folder;

  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final Pipeline pipeline = new Pipeline(Configuration.defaults(), instrumentation);
  private final Control control = control();

  @Test
  void status_startsNothing() {
    Map<String, Object> status = control.answer("status");

    assertThat(status)
        .containsEntry("version", "1.2")
        .containsEntry("store", "spans.db")
        .containsEntry("sample_rate", 1.0)
        .containsEntry("ledger", List.of())
        .containsEntry("methods", List.of());
    assertThat(pipeline.isAsked()).isFalse();
  }

  @Test
  void sampleRate_isKeptForTheFirstSpan() {
    assertThat(control.answer("sample-rate 0.25").toString()).contains("0.25, was 1.0");

    assertThat(pipeline.sampleRate()).isEqualTo(0.25);
    assertThat(pipeline.isAsked()).isFalse();
  }

  @Test
  void mistakes_areNamed_andChangeNothing() {
    assertThat(error("sample-rate 1.5")).contains("'1.5'", "0.0 to 1.0");
    assertThat(error("sample-rate")).contains("''", "0.0 to 1.0");
    assertThat(error("methods a.B")).contains("'a.B'", "pkg.Class[");
    assertThat(error("restart")).contains("'restart'", "1.2", "status, sample-rate and methods");
    assertThat(pipeline.sampleRate()).isEqualTo(1);
  }

  @Test
  void answer_goesIntoTheFileThatIsNamed_whateverTheCommandHolds() throws IOException {
    Path plain = Files.createFile(folder.resolve("reply.json"));
    control.accept("control=methods a.B[m];c.D;reply=" + plain);
    assertThat(Files.readString(plain)).startsWith("{\"error\":").contains("'c.D'");
  }

  @Test
  void fileThatHoldsSomething_orIsNotThere_staysAsItIs() throws IOException {
    Path full = Files.writeString(folder.resolve("full.txt"), "the user's own");

    control.accept("control=status;reply=" + full);
    control.accept("control=status;reply=" + folder.resolve("absent"));

    assertThat(full).hasContent("the user's own");
    assertThat(folder.resolve("absent")).doesNotExist();
  }

  private String error(String command) {
    assertThat(control.answer(command)).containsOnlyKeys("error");
    return control.answer(command).get("error").toString();
  }

  private Control control() {
    SdkSink sink = SdkSink.into(pipeline);
    Homes homes =
        new Homes(
            sink,
            new Tap(pipeline, true),
            new IsolatedHome(sink),
            new BridgeSource("", ".class"),
            key -> false);
    Transformer transformer = new Transformer(instrumentation, List.of(), false, any -> true);
    Sightings sightings = new Sightings();
    return new Control(
        new About("1.2", "spans.db", homes, System.nanoTime()),
        pipeline,
        new Watching(transformer, sightings, List.of()),
        new Mismatches(List.of(), sightings));
  }
}
