package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.boundary.WovenMethod;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;

/** The annotated methods of a class, with Byte Buddy's eyes: most programs have none. */
final class AnnotatedPlaces {
  static List<Around> of(String name, byte[] bytes, ClassLoader loader) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes), ClassFileLocator.ForClassLoader.of(loader));
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    OverriddenMethods overridden = OverriddenMethods.of(type);
    List<Around> places = new ArrayList<>();
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      WovenMethod woven =
          hasBody(method) && !method.isBridge() ? AnnotatedMethods.read(method, overridden) : null;
      if (woven != null) {
        List<String> constants = new ArrayList<>(List.of(Transformer.ANNOTATED, method.getName()));
        constants.addAll(woven.toConstants());
        places.add(Around.method(method.getInternalName(), method.getDescriptor(), constants));
      }
    }
    return places;
  }

  private static boolean hasBody(MethodDescription method) {
    return method.isMethod() && !method.isAbstract() && !method.isNative();
  }

  private AnnotatedPlaces() {}
}
