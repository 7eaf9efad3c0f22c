package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodDescription.TypeToken;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of one class override or implement, the superclasses' before the interfaces'.
 *
 * @param graph null where the supertypes cannot be read
 */
record OverriddenMethods(@Nullable MethodGraph graph, List<TypeDescription> superTypes) {
  static OverriddenMethods of(TypeDescription type) {
    try {
      Set<TypeDescription> superTypes = new LinkedHashSet<>();
      collect(type, superTypes);
      superTypes.remove(type);
      return superTypes.isEmpty()
          ? new OverriddenMethods(null, List.of())
          : new OverriddenMethods(
              MethodGraph.Compiler.DEFAULT.compile((TypeDefinition) type), List.copyOf(superTypes));
    } catch (RuntimeException e) {
      // A method of some supertype names a class that is not there: what is inherited is unknown.
      return new OverriddenMethods(null, List.of());
    }
  }

  private static void collect(TypeDescription type, Set<TypeDescription> found) {
    if (type.getName().startsWith("java.") || !found.add(type)) {
      return;
    }
    TypeDescription.Generic superClass = type.getSuperClass();
    if (superClass != null) {
      collect(superClass.asErasure(), found);
    }
    type.getInterfaces().asErasures().forEach(each -> collect(each, found));
  }

  /** Without {@code method} itself. */
  List<MethodDescription.InDefinedShape> by(MethodDescription.InDefinedShape method) {
    if (graph == null || !method.isVirtual()) {
      return List.of();
    }
    Set<TypeToken> tokens = graph.locate(method.asSignatureToken()).getMethodTypes();
    List<MethodDescription.InDefinedShape> methods = new ArrayList<>();
    for (TypeDescription type : superTypes) {
      for (MethodDescription.InDefinedShape candidate : type.getDeclaredMethods()) {
        if (candidate.getName().equals(method.getName())
            && candidate.isVirtual()
            && !candidate.isBridge()
            && tokens.contains(candidate.asTypeToken())) {
          methods.add(candidate);
        }
      }
    }
    return methods;
  }
}
