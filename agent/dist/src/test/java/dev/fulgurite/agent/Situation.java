package dev.fulgurite.agent;

import java.nio.file.Files;

/** How an application is started, and what OpenTelemetry there is apart from what it brings. */
enum Situation {
  NOTHING("no OpenTelemetry", Way.plain()),
  API_1_31("API 1.31", Way.api("1.31.0")),
  API_1_43("API 1.43", Way.api("1.43.0")),
  API_1_49("API 1.49", Way.api("1.49.0")),
  API_1_51("API 1.51", Way.api("1.51.0")),
  API_1_55("API 1.55", Way.api("1.55.0")),
  API_1_62("API 1.62", Way.api("1.62.0")),
  API_NEWEST("API, newest", Way.api(ClassPaths.NEWEST)),
  SDK_GLOBAL("SDK, global", Way.sdk("global")),
  SDK_BUILT("SDK, never global", Way.sdk("built")),
  MODULE_PATH("module path, API 1.62", Way.modules()),
  FAT_JAR("Spring Boot fat jar, API 1.62", Way.fatJar()),
  OWN_LOADER("loader that cannot see the system's, API 1.49", Way.inALoaderOfItsOwn()),
  TWO_APPS("two loaders, an SDK in each", Way.twice()),
  OFFICIAL_BEFORE("official agent before", Way.besideTheOfficialAgent(true)),
  OFFICIAL_AFTER("official agent after", Way.besideTheOfficialAgent(false));

  private final String label;
  private final Way way;

  Situation(String label, Way way) {
    this.label = label;
    this.way = way;
  }

  boolean isOfficial() {
    return this == OFFICIAL_BEFORE || this == OFFICIAL_AFTER;
  }

  /** Whether the API here is older than what frameworks with spans of their own want. */
  boolean isOld() {
    return compareTo(API_1_31) >= 0 && compareTo(API_1_55) <= 0 || this == OWN_LOADER;
  }

  /** What {@code program} leaves in the store in it. */
  String expected(Program program) {
    if (isOfficial() && program.isNative()) {
      return "";
    }
    return times(isOld() ? program.treeOfOldApi() : program.tree());
  }

  /** {@code text}, as often as the program runs. */
  String times(String text) {
    return text.repeat(this == TWO_APPS ? 2 : 1);
  }

  /** The other agent has spans of its own around openai-java, which only its pipeline sees. */
  String shown(Run run) {
    if (!Files.exists(run.store())) {
      return "";
    }
    String tree = run.tree().toString();
    return isOfficial() ? tree.replace(" (its parent is not here)", "") : tree;
  }

  Run run(ChildJvm jvm, Launch launch) {
    return way.run(jvm, launch);
  }

  @Override
  public String toString() {
    return label;
  }
}
