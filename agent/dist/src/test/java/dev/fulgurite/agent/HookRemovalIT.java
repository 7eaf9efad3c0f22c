package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whether each hook of the packaged jar is worth having: without it, some program leaves something
 * else behind. One hook of each framework by default, another with another {@code
 * fulgurite.test.seed}; all of them with {@code fulgurite.test.full}, where each program must first
 * leave the same twice.
 */
class HookRemovalIT {
  private static final boolean FULL = Boolean.getBoolean("fulgurite.test.full");
  private static final List<HookUse> USES = HookUse.all();
  private static final Map<HookUse, String> WITH_ALL = new ConcurrentHashMap<>();

  @TempDir Path folder;

  static Stream<String> hooks() throws IOException {
    Path nowhere = Files.createTempDirectory("hooks");
    List<String> ids =
        ChildJvm.bare(nowhere)
            .withoutAgent()
            .options("-jar", ChildJvm.AGENT.toString(), "--list-hooks")
            .java()
            .out()
            .stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
    return FULL ? ids.stream() : oneOfEach(ids);
  }

  private static Stream<String> oneOfEach(List<String> ids) {
    long seed = Long.getLong("fulgurite.test.seed", 1);
    Map<String, List<String>> frameworks =
        ids.stream()
            .collect(
                Collectors.groupingBy(
                    id -> id.split("\\.", 2)[0], LinkedHashMap::new, Collectors.toList()));
    return frameworks.values().stream().map(all -> all.get((int) (seed % all.size())));
  }

  @ParameterizedTest
  @MethodSource("hooks")
  void hook_isMissed(String id) {
    List<HookUse> uses = USES.stream().filter(use -> use.isOf(id)).toList();

    assertThat(uses).as("programs that may use it").isNotEmpty();
    assertThat(uses)
        .as("programs that leave something else without " + id)
        .anyMatch(use -> !without(id, use).equals(WITH_ALL.computeIfAbsent(use, this::withAll)));
  }

  private String withAll(HookUse use) {
    Run run = run(use, "");
    assertThat(run.exit()).as(run.toString()).isZero();
    String once = Traces.of(run);
    if (FULL) {
      assertThat(Traces.of(run(use, ""))).isEqualTo(once);
    }
    return once;
  }

  /** An id that goes on behind this one is another hook's. */
  private String without(String id, HookUse use) {
    String others = id.equals("springai.advisor") ? "," + id + ".base" : "";
    return Traces.of(run(use, ",-" + id + others));
  }

  private Run run(HookUse use, String off) {
    try (ModelServer server = ModelServer.start()) {
      ChildJvm jvm = ChildJvm.bare(Files.createTempDirectory(folder, "run"));
      return use.run(jvm, server.url(), off);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
