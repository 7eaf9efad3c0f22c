package dev.fulgurite.exporter.seeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests of the whole project that carry a row's tag, told from their sources, so that no module
 * need be built before another.
 *
 * @param byRow names of tests as {@code Class.method}
 * @param types simple names of the product's classes
 */
record SeedTests(Map<String, List<String>> byRow, Set<String> types) {
  private static final Pattern TAGS_AND_METHOD =
      Pattern.compile(
          "@Tag\\(\\s*\"seed:([^\"]+)\"\\s*\\)|^  (?:public |default )*void (\\w+)\\(",
          Pattern.MULTILINE);

  static SeedTests of(Path project) throws IOException {
    Map<String, List<String>> byRow = new TreeMap<>();
    Set<String> types = new HashSet<>();
    for (Path source : sources(project)) {
      String path = project.relativize(source).toString().replace('\\', '/');
      String name = source.getFileName().toString().replace(".java", "");
      boolean isContract = path.startsWith("exporter/testkit/");
      if (path.contains("/src/test/") || isContract) {
        tags(Files.readString(source)).forEach((row, m) -> add(byRow, row, name, m));
      }
      if (path.contains("/src/main/")) {
        types.add(name);
      }
    }
    return new SeedTests(byRow, types);
  }

  private static void add(
      Map<String, List<String>> byRow, String row, String name, List<String> methods) {
    List<String> tests = byRow.computeIfAbsent(row, key -> new ArrayList<>());
    methods.forEach(method -> tests.add(name + "." + method));
  }

  private static List<Path> sources(Path project) throws IOException {
    try (Stream<Path> files = Files.walk(project)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !isBuilt(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isBuilt(Path file) {
    for (Path part : file) {
      if (part.toString().equals("target")) {
        return true;
      }
    }
    return false;
  }

  /** The methods behind each tag of a source. */
  private static Map<String, List<String>> tags(String source) {
    Map<String, List<String>> tags = new TreeMap<>();
    List<String> waiting = new ArrayList<>();
    Matcher matcher = TAGS_AND_METHOD.matcher(source);
    while (matcher.find()) {
      String method = matcher.group(2);
      if (method == null) {
        waiting.add(matcher.group(1));
      } else {
        waiting.forEach(row -> tags.computeIfAbsent(row, key -> new ArrayList<>()).add(method));
        waiting.clear();
      }
    }
    return tags;
  }

  List<String> of(SeedRow row) {
    return byRow.getOrDefault(row.id(), List.of());
  }

  /** The class that a row's tests are named for; empty where there is none of that name. */
  String type(SeedRow row) {
    if (!row.type().isEmpty()) {
      return types.contains(row.type()) ? row.type() : "";
    }
    return of(row).stream()
        .map(test -> test.substring(0, test.indexOf('.')).replaceAll("(Contract)?(Test|IT)?$", ""))
        .filter(types::contains)
        .findFirst()
        .orElse("");
  }
}
