package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.log.Console;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.bytebuddy.jar.asm.Handle;
import org.jspecify.annotations.Nullable;

/** Links woven methods to their {@link Advised}. Nothing leaves here as an exception. */
final class Links {
  static final String ENTER = "enter";
  static final String EXIT = "exit";

  /**
   * What a woven class names.
   *
   * @param factory the first constant of every place
   */
  record Names(Handle bootstrap, String factory) {}

  private static final List<SiteFactory> FACTORIES = new CopyOnWriteArrayList<>();

  /** The first constant of what {@code factory} shall make. */
  static synchronized String register(SiteFactory factory) {
    FACTORIES.add(factory);
    return Integer.toString(FACTORIES.size() - 1);
  }

  /** The handle that {@link Dispatcher} puts where woven classes can see it. */
  static MethodHandle linker() throws ReflectiveOperationException {
    return MethodHandles.lookup()
        .findStatic(
            Links.class,
            "link",
            MethodType.methodType(
                CallSite.class, Lookup.class, String.class, MethodType.class, Object[].class));
  }

  @SuppressWarnings("unused") // called through linker()
  private static CallSite link(Lookup caller, String name, MethodType type, Object[] constants) {
    try {
      List<String> texts = Arrays.stream(constants).map(String.class::cast).toList();
      SiteFactory factory = FACTORIES.get(Integer.parseInt(texts.get(0)));
      Advised advised = factory.site(caller, texts.subList(1, texts.size()));
      return new ConstantCallSite(handle(name, advised).asType(type));
    } catch (Throwable t) {
      Console.failure("linking " + caller.lookupClass().getName() + " " + List.of(constants), t);
    }
    return new ConstantCallSite(nothing(name, type));
  }

  /** Enters nothing, and returns what was returned. */
  private static MethodHandle nothing(String name, MethodType type) {
    return name.equals(ENTER) || type.returnType() == void.class
        ? MethodHandles.empty(type)
        : MethodHandles.permuteArguments(MethodHandles.identity(Object.class), type, 1);
  }

  private static MethodHandle handle(String name, Advised advised)
      throws ReflectiveOperationException {
    MethodType type =
        name.equals(ENTER)
            ? MethodType.methodType(Object[].class, Advised.class, Object.class, Object[].class)
            : MethodType.methodType(
                Object.class, Advised.class, Object[].class, Object.class, Throwable.class);
    return MethodHandles.lookup().findStatic(Links.class, name, type).bindTo(advised);
  }

  @SuppressWarnings("unused") // called through handle()
  private static Object @Nullable [] enter(
      Advised advised, @Nullable Object self, Object[] arguments) {
    try {
      Advised.Entered entered = advised.enter(self, arguments);
      return entered == null ? null : new Object[] {entered.token(), entered.arguments()};
    } catch (Throwable t) {
      Console.failure(advised.toString(), t);
      return null;
    }
  }

  @SuppressWarnings("unused") // called through handle()
  private static @Nullable Object exit(
      Advised advised,
      Object @Nullable [] entered,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    if (entered == null) {
      return returned;
    }
    try {
      Object instead = advised.exit(entered[0], returned, thrown);
      return instead == null ? returned : instead;
    } catch (Throwable t) {
      Console.failure(advised.toString(), t);
      return returned;
    }
  }

  private Links() {}
}
