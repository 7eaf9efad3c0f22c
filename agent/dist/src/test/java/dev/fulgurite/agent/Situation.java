package dev.fulgurite.agent;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What OpenTelemetry there is in an application, apart from what it brings itself. */
enum Situation {
  NOTHING("no OpenTelemetry"),
  API_1_31("API 1.31"),
  API_1_43("API 1.43"),
  API_1_49("API 1.49"),
  API_1_51("API 1.51"),
  API_1_55("API 1.55"),
  API_1_62("API 1.62"),
  API_NEWEST("API, newest"),
  SDK_GLOBAL("SDK, global"),
  SDK_BUILT("SDK, never global"),
  OWN_LOADER("loader of its own"),
  OFFICIAL_BEFORE("official agent before"),
  OFFICIAL_AFTER("official agent after");

  private static final Path OFFICIAL =
      Path.of("target", "official", "opentelemetry-javaagent.jar").toAbsolutePath();

  private final String label;

  Situation(String label) {
    this.label = label;
  }

  boolean isOfficial() {
    return this == OFFICIAL_BEFORE || this == OFFICIAL_AFTER;
  }

  /** Lines of the agent's own on standard error. */
  int announced() {
    return isOfficial() ? 3 : 2;
  }

  /** The other agent has spans of its own around openai-java, which only its pipeline sees. */
  String shown(Run run) {
    String tree = run.tree().toString();
    return isOfficial() ? tree.replace(" (its parent is not here)", "") : tree;
  }

  /** Runs {@code mainClass} of {@code app} in it. */
  Run run(ChildJvm jvm, App app, String mainClass, List<String> arguments) {
    return switch (this) {
      case NOTHING -> plain(jvm, app, mainClass, arguments);
      case API_1_31 -> api("1.31.0", jvm, app, mainClass, arguments);
      case API_1_43 -> api("1.43.0", jvm, app, mainClass, arguments);
      case API_1_49 -> api("1.49.0", jvm, app, mainClass, arguments);
      case API_1_51 -> api("1.51.0", jvm, app, mainClass, arguments);
      case API_1_55 -> api("1.55.0", jvm, app, mainClass, arguments);
      case API_1_62 -> api("1.62.0", jvm, app, mainClass, arguments);
      case API_NEWEST -> api(ClassPaths.NEWEST, jvm, app, mainClass, arguments);
      case SDK_GLOBAL -> sdk("global", jvm, app, mainClass, arguments);
      case SDK_BUILT -> sdk("built", jvm, app, mainClass, arguments);
      case OWN_LOADER ->
          jvm.classPath(ClassPaths.apps())
              .run("Launcher", with(arguments, inItsOwn(app), "app." + mainClass));
      case OFFICIAL_BEFORE -> official(jvm.after(OFFICIAL), app, mainClass, arguments);
      case OFFICIAL_AFTER ->
          official(jvm.options("-javaagent:" + OFFICIAL), app, mainClass, arguments);
    };
  }

  private static Run plain(ChildJvm jvm, App app, String mainClass, List<String> arguments) {
    return jvm.classPath(app.classPath()).run(mainClass, with(arguments));
  }

  private static Run api(
      String version, ChildJvm jvm, App app, String mainClass, List<String> arguments) {
    return plain(jvm.classPath(ClassPaths.otelApi(version)), app, mainClass, arguments);
  }

  private static Run sdk(
      String how, ChildJvm jvm, App app, String mainClass, List<String> arguments) {
    return jvm.classPath(ClassPaths.otelSdk())
        .classPath(app.classPath())
        .classPath(ClassPaths.apps())
        .run("WithSdk", with(arguments, how, "app." + mainClass));
  }

  private static Run official(ChildJvm jvm, App app, String mainClass, List<String> arguments) {
    return api(
        ClassPaths.NEWEST,
        jvm.options(
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none"),
        app,
        mainClass,
        arguments);
  }

  private static String inItsOwn(App app) {
    return String.join(
        File.pathSeparator,
        Stream.concat(Stream.of(app.classPath()), Stream.of(ClassPaths.otelApi("1.49.0")))
            .toList());
  }

  private static String[] with(List<String> arguments, String... before) {
    List<String> all = new ArrayList<>(List.of(before));
    all.addAll(arguments);
    return all.toArray(String[]::new);
  }

  @Override
  public String toString() {
    return label;
  }
}
