package dev.fulgurite.agent;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/** How a program is started, and beside which OpenTelemetry. */
@FunctionalInterface
interface Way {
  Path OFFICIAL = Path.of("target", "official", "opentelemetry-javaagent.jar").toAbsolutePath();

  Run run(ChildJvm jvm, Launch launch);

  static Way plain() {
    return (jvm, launch) ->
        jvm.classPath(launch.classPath()).run(launch.mainClass(), launch.argumentsAfter());
  }

  /** With the API of this version before whatever the program brings. */
  static Way api(String version) {
    return (jvm, launch) -> plain().run(jvm.classPath(ClassPaths.otelApi(version)), launch);
  }

  /**
   * @param how {@code global}, or {@code built} and never global
   */
  static Way sdk(String how) {
    return (jvm, launch) ->
        jvm.classPath(ClassPaths.otelSdk())
            .classPath(launch.classPath())
            .classPath(ClassPaths.apps())
            .run("WithSdk", launch.argumentsAfter(how, launch.className()));
  }

  /** As servers do. */
  static Way inALoaderOfItsOwn() {
    return (jvm, launch) ->
        jvm.classPath(ClassPaths.apps())
            .run(
                "Launcher",
                launch.argumentsAfter(
                    joined(launch.entriesAfter(ClassPaths.otelApi("1.49.0"))), launch.className()));
  }

  /** As servers do with two. */
  static Way twice() {
    return (jvm, launch) -> {
      List<String> entries = launch.entriesAfter(ClassPaths.otelSdk());
      entries.add(ClassPaths.apps());
      return jvm.classPath(ClassPaths.apps())
          .run("Webapps", launch.argumentsAfter(joined(entries), launch.className()));
    };
  }

  static Way modules() {
    return (jvm, launch) -> {
      List<String> entries = launch.entriesAfter(ClassPaths.otelApi("1.62.0"));
      entries.replaceAll(entry -> Jars.module(entry, jvm.folder()).toString());
      return jvm.options("-p", joined(entries), "--add-modules", "ALL-MODULE-PATH,java.net.http")
          .options("-m", "app/" + launch.className())
          .options(launch.argumentsAfter())
          .java();
    };
  }

  static Way fatJar() {
    return (jvm, launch) -> {
      Path jar =
          Jars.springBoot(
              launch.entriesAfter(ClassPaths.otelApi("1.62.0")), launch.className(), jvm.folder());
      return jvm.options("-jar", jar.toString()).options(launch.argumentsAfter()).java();
    };
  }

  /**
   * @param first whether OpenTelemetry's agent starts before ours
   */
  static Way besideTheOfficialAgent(boolean first) {
    return (jvm, launch) -> {
      ChildJvm both = first ? jvm.after(OFFICIAL) : jvm.options("-javaagent:" + OFFICIAL);
      both.options(
          "-Dotel.traces.exporter=none",
          "-Dotel.metrics.exporter=none",
          "-Dotel.logs.exporter=none");
      return api(ClassPaths.NEWEST).run(both, launch);
    };
  }

  private static String joined(List<String> entries) {
    return String.join(File.pathSeparator, entries);
  }
}
