package dev.fulgurite.agent;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be started.
 *
 * @param classPath its own, without anybody's OpenTelemetry that it does not bring
 * @param mainClass in the app package
 */
record Launch(String classPath, String mainClass, List<String> arguments) {
  /** Its name, for those who load it themselves. */
  String className() {
    return "app." + mainClass;
  }

  /** {@code first} and then its own. */
  String[] argumentsAfter(String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(arguments);
    return all.toArray(String[]::new);
  }

  /** {@code first} and then its own class path. */
  List<String> entriesAfter(String... first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(classPath.split(File.pathSeparator, -1)));
    return all;
  }
}
