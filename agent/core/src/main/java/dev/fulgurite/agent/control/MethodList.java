package dev.fulgurite.agent.control;

import dev.fulgurite.agent.site.WatchedMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Methods as settings name them: {@code pkg.Class[m1,m2];pkg.Other[m]}.
 *
 * @param methods those that could be read
 * @param problems one line for each entry that could not
 */
public record MethodList(List<WatchedMethod> methods, List<String> problems) {
  private static final String NAME = "[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*";
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<type>NAME(?:\\.NAME)*)\\s*\\[(?<methods>\\s*NAME\\s*(?:,\\s*NAME\\s*)*)]"
              .replace("NAME", NAME));

  /**
   * @param key whose value {@code text} is
   */
  public static MethodList parse(String key, String text) {
    List<WatchedMethod> methods = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String entry : text.split(";", -1)) {
      var matcher = ENTRY.matcher(entry.trim());
      if (matcher.matches()) {
        for (String method : matcher.group("methods").split(",", -1)) {
          methods.add(new WatchedMethod(matcher.group("type"), method.trim()));
        }
      } else if (!entry.isBlank()) {
        problems.add(
            "%s: '%s' is no list of methods and is ignored; write pkg.Class[method1,method2];pkg.Other[method]"
                .formatted(key, entry.trim()));
      }
    }
    return new MethodList(List.copyOf(methods), List.copyOf(problems));
  }
}
