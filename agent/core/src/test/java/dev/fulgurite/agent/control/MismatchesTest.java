package dev.fulgurite.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.site.Placements;
import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.site.WatchedMethod;
import dev.fulgurite.agent.weave.Placement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MismatchesTest {
  private static final HookTarget TOOL =
      new HookTarget("lib.tool", "lib.Tools", false, "run", List.of("java.lang.String", "int"));
  private static final HookTarget OLDER_TOOL =
      new HookTarget("lib.tool-1.5", "lib.Tools", false, "execute", List.of());
  private static final HookTarget CHAT =
      new HookTarget("lib.chat", "lib.Chat", false, "call", List.of()).optional();

  private final Sightings sightings = new Sightings();
  private final List<Hook> hooks = Stream.of(TOOL, OLDER_TOOL, CHAT).<Hook>map(Named::new).toList();
  private final Mismatches mismatches = new Mismatches(hooks, sightings);

  @Test
  void classWithoutTheMethod_isOneLine_forAllVersionsOfThePlace() {
    missing("lib.tool");
    missing("lib.tool-1.5");

    assertThat(mismatches.ofHooks())
        .singleElement()
        .asString()
        .contains("lib.tool ", "lib.Tools", "run(String, int)", "use a version");
  }

  @Test
  void matchInAnotherVersion_saysNothing() {
    missing("lib.tool");
    sightings.woven(placement("lib.tool-1.5"), "lib.Tools");

    assertThat(mismatches.ofHooks()).isEmpty();
  }

  @Test
  void optionalMethod_andClassThatIsNotLoaded_sayNothing() {
    missing("lib.chat");

    assertThat(mismatches.ofHooks()).isEmpty();
  }

  @Test
  void watchedMethod_thatNoClassHas_isOneLine() {
    WatchedMethod there = new WatchedMethod("a.B", "m");
    WatchedMethod absent = new WatchedMethod("a.B", "n");
    sightings.woven(Placements.watched(there).get(0), "a.B");

    assertThat(mismatches.of(List.of(there, absent)))
        .singleElement()
        .asString()
        .contains("a.B[n]", "correct its name");
  }

  private void missing(String id) {
    sightings.missing(placement(id), "lib.Tools", null);
  }

  private Placement placement(String id) {
    return Placements.of(hooks, own -> true).stream()
        .filter(placement -> placement.constants().contains(id))
        .findFirst()
        .orElseThrow();
  }

  private record Named(HookTarget target) implements HookStub {}
}
