package dev.fulgurite.agent.core;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.util.List;

/** Which hooks are woven: {@code all}, ids or their beginnings, a leading {@code -} for not. */
record HookChoice(List<String> words) {
  static HookChoice of(Configuration configuration) {
    return new HookChoice(configuration.list(Setting.AGENT_INSTRUMENT));
  }

  boolean includes(Hook hook) {
    return includes(hook.target().id(), hook.isDefault());
  }

  /** The last word that fits decides; with exclusions alone, everything else is included. */
  boolean includes(String id) {
    return includes(id, true);
  }

  /**
   * @param isDefault false for a hook that {@code all}, or its framework alone, does not include
   */
  boolean includes(String id, boolean isDefault) {
    boolean included = isDefault && words.stream().allMatch(word -> word.startsWith("-"));
    for (String word : words) {
      boolean excludes = word.startsWith("-");
      boolean counts = isDefault || excludes || word.contains(".");
      if (counts && fits(excludes ? word.substring(1) : word, id)) {
        included = !excludes;
      }
    }
    return included;
  }

  /** False where {@code -id}, or a beginning of it, is named; for what no choice of others ends. */
  boolean keeps(String id) {
    return words.stream()
        .filter(word -> word.startsWith("-") && !word.equals("-all"))
        .noneMatch(word -> fits(word.substring(1), id));
  }

  private static boolean fits(String word, String id) {
    return word.equals("all") || id.equals(word) || id.startsWith(word + ".");
  }
}
