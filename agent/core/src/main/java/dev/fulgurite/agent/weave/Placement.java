package dev.fulgurite.agent.weave;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place to weave.
 *
 * @param type internal name
 * @param subtypes whether non-interface subtypes are meant instead of the type itself
 * @param parameters the descriptor's part in parentheses, or null for any
 * @param constants what {@link SiteFactory} gets
 */
public record Placement(
    String type,
    boolean subtypes,
    String method,
    @Nullable String parameters,
    List<String> constants) {

  boolean covers(ClassFile.Signature signature) {
    return covers(signature.name(), signature.descriptor());
  }

  boolean covers(String name, String descriptor) {
    return method.equals(name) && (parameters == null || descriptor.startsWith(parameters));
  }

  /** From erased type names as {@code Class.getName} or the source spells them. */
  public static String parameters(List<String> typeNames) {
    StringBuilder descriptor = new StringBuilder("(");
    typeNames.forEach(name -> descriptor.append(descriptor(name)));
    return descriptor.append(')').toString();
  }

  private static String descriptor(String typeName) {
    if (typeName.endsWith("[]")) {
      return '[' + descriptor(typeName.substring(0, typeName.length() - 2));
    }
    return switch (typeName) {
      case "boolean" -> "Z";
      case "byte" -> "B";
      case "char" -> "C";
      case "short" -> "S";
      case "int" -> "I";
      case "long" -> "J";
      case "float" -> "F";
      case "double" -> "D";
      default ->
          typeName.startsWith("[")
              ? typeName.replace('.', '/')
              : 'L' + typeName.replace('.', '/') + ';';
    };
  }
}
