package dev.fulgurite.agent.site;

/**
 * A method to watch, of a class or interface and of all its subtypes.
 *
 * @param type fully qualified, as {@code Class.getName} spells it
 * @param method its name; all overloads are meant
 */
public record WatchedMethod(String type, String method) {
  /** As it is written: {@code pkg.Class[method]}. */
  public String id() {
    return type + '[' + method + ']';
  }
}
