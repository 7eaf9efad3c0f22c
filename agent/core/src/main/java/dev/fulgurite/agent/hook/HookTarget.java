package dev.fulgurite.agent.hook;

import java.util.List;

/**
 * Where a hook is woven, as names only: the packaged agent keeps them out of the reach of
 * relocation.
 *
 * @param id for settings and listings, such as {@code langchain4j.chat}; ids that are the same up
 *     to a hyphen and a digit, such as {@code langchain4j.tool-1.5}, are one place in several
 *     versions of the library
 * @param type fully qualified name of the class or interface
 * @param subtypes whether every non-interface subtype of {@code type} is meant, else only itself
 * @param method name of the instrumented method
 * @param parameterTypes fully qualified, erased, in order
 * @param isOptional whether some supported version of the library lacks the method: nothing is then
 *     said about it
 */
public record HookTarget(
    String id,
    String type,
    boolean subtypes,
    String method,
    List<String> parameterTypes,
    boolean isOptional) {

  /** A method that every supported version of the library has. */
  public HookTarget(
      String id, String type, boolean subtypes, String method, List<String> parameterTypes) {
    this(id, type, subtypes, method, parameterTypes, false);
  }

  /** The same, for a method that only some versions have. */
  public HookTarget optional() {
    return new HookTarget(id, type, subtypes, method, parameterTypes, true);
  }

  /** What its id has in common with that of the same place in other versions. */
  public String group() {
    for (int i = 0; i < id.length() - 1; i++) {
      if (id.charAt(i) == '-' && Character.isDigit(id.charAt(i + 1))) {
        return id.substring(0, i);
      }
    }
    return id;
  }
}
