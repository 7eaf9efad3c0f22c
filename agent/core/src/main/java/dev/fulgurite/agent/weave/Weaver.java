package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.boundary.WovenMethod;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.JavaConstant;
import org.jspecify.annotations.Nullable;

/** Rewrites classes. Adds calls, never members, so that other agents may retransform as well. */
final class Weaver {
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(InstrumentedType.Factory.Default.FROZEN)
          .with(Implementation.Context.Disabled.Factory.INSTANCE);
  private final ClassFileLocator own =
      ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());
  private final Method bootstrap;

  private final String factory;

  /**
   * @param factory the first constant of every place, for {@link Links}
   */
  Weaver(Instrumentation instrumentation, String factory)
      throws ReflectiveOperationException, IOException {
    this.factory = factory;
    this.bootstrap = new Dispatcher(instrumentation).install();
  }

  /** Null where nothing is woven after all. */
  byte @Nullable [] weave(String name, byte[] bytes, ClassLoader loader, Candidates.Plan plan) {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, bytes), ClassFileLocator.ForClassLoader.of(loader));
    TypePool pool = TypePool.Default.of(locator);
    TypeDescription type = pool.describe(name).resolve();
    DynamicType.Builder<?> builder = byteBuddy.decorate(type, locator);
    for (Placement placement : plan.placements()) {
      builder = place(builder, new Covered(placement), placement.constants());
    }
    DynamicType.Builder<?> annotated = plan.annotated() ? placeAnnotated(builder, type) : builder;
    if (annotated == builder && plan.placements().isEmpty()) {
      return null;
    }
    return annotated.make(TypeResolutionStrategy.Disabled.INSTANCE, pool).getBytes();
  }

  private DynamicType.Builder<?> placeAnnotated(
      DynamicType.Builder<?> builder, TypeDescription type) {
    DynamicType.Builder<?> next = builder;
    OverriddenMethods overridden = OverriddenMethods.of(type);
    for (MethodDescription.InDefinedShape method : type.getDeclaredMethods()) {
      WovenMethod woven =
          hasBody(method) && !method.isBridge() ? AnnotatedMethods.read(method, overridden) : null;
      if (woven != null) {
        List<String> constants = new ArrayList<>(List.of(Transformer.ANNOTATED, method.getName()));
        constants.addAll(woven.toConstants());
        next = place(next, ElementMatchers.is(method), constants);
      }
    }
    return next;
  }

  private static boolean hasBody(MethodDescription method) {
    return method.isMethod() && !method.isAbstract() && !method.isNative();
  }

  /** The methods of one placement that have a body. */
  private static final class Covered
      extends ElementMatcher.Junction.AbstractBase<MethodDescription> {
    private final Placement placement;

    Covered(Placement placement) {
      this.placement = placement;
    }

    @Override
    public boolean matches(@Nullable MethodDescription method) {
      return method != null
          && hasBody(method)
          && placement.covers(method.getInternalName(), method.getDescriptor());
    }
  }

  private DynamicType.Builder<?> place(
      DynamicType.Builder<?> builder,
      ElementMatcher.Junction<MethodDescription> methods,
      List<String> constants) {
    ElementMatcher.Junction<MethodDescription> nothing = ElementMatchers.returns(void.class);
    return builder
        .visit(
            advice(AroundAdvice.Value.class, constants)
                .on(methods.and(ElementMatchers.not(nothing))))
        .visit(advice(AroundAdvice.Nothing.class, constants).on(methods.and(nothing)));
  }

  private Advice advice(Class<?> shape, List<String> constants) {
    List<JavaConstant> arguments =
        Stream.concat(Stream.of(factory), constants.stream())
            .<JavaConstant>map(JavaConstant.Simple::ofLoaded)
            .toList();
    return Advice.withCustomMapping()
        .with(new Advice.AssignReturned.Factory())
        .bootstrap(bootstrap, (advised, exit) -> (type, method) -> arguments)
        .to(shape, own);
  }
}
