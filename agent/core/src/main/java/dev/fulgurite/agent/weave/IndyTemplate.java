package dev.fulgurite.agent.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/**
 * The one class that woven code must see, whatever its loader: {@link Dispatcher} defines it anew
 * under a name in {@code java.lang}. It knows nothing but one handle.
 */
@SuppressWarnings("NullAway") // the copy is given its target before anything can link
public final class IndyTemplate {
  public static volatile MethodHandle target;

  public static CallSite bootstrap(Lookup caller, String name, MethodType type, Object... constants)
      throws Throwable {
    return (CallSite) target.invokeExact(caller, name, type, constants);
  }

  private IndyTemplate() {}
}
