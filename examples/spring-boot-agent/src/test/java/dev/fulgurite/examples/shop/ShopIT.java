package dev.fulgurite.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application under the packaged agent, asked by HTTP. */
class ShopIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
  private static final Path AGENT = ROOT.resolve("agent/dist/target/fulgurite-agent.jar");
  private static final Path FULGURITE = ROOT.resolve("exporter/cli/target/fulgurite.jar");

  @TempDir Path folder;

  @Test
  void customersQuestion_isTheTreeOfTheReadme() throws Exception {
    // The first write on a busy machine may take longer than the usual second, which is told.
    String patient = "-Dfulgurite.export.failover.latency=1m";
    try (Shop shop = Shop.start(folder, "-javaagent:" + AGENT, patient)) {
      assertThat(shop.ask("ada", "How many red scarves are left?")).isEqualTo("We have 3 left.");
      assertThat(shop.ask("bob", "How many green shoes are left?"))
          .isEqualTo("I am sorry: no shelf for green shoes.");
      assertThat(shop.stop())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("[fulgurite] ").contains("recording to "),
              line -> assertThat(line).contains(" 8 spans recorded, 8 stored, 0 dropped"));
    }

    String readme = withoutTimes(Files.readString(Path.of("README.md")));
    assertThat(readme).contains(tree("ada")).contains(tree("bob"));
  }

  @Test
  void application_runsAlike_withoutTheAgent() throws Exception {
    try (Shop shop = Shop.start(folder)) {
      assertThat(shop.ask("ada", "How many blue hats are left?")).isEqualTo("We have 12 left.");
      assertThat(shop.stop()).isEmpty();
    }

    assertThat(folder.resolve(".fulgurite")).doesNotExist();
  }

  /** What {@code fulgurite show} prints below its two lines about the session and the trace. */
  private String tree(String session) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Shop.java(), "-Dstdout.encoding=UTF-8"));
    // Before JDK 18 the output has the encoding of files.
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(List.of("-jar", FULGURITE.toString(), "show", session));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return withoutTimes(out.substring(out.indexOf("└─")));
  }

  private static String withoutTimes(String text) {
    return text.replaceAll("[\\d.]+ (ns|µs|ms|s)\\b", "TIME");
  }
}
