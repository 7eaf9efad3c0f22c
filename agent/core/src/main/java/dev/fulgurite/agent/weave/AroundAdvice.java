package dev.fulgurite.agent.weave;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;
import org.jspecify.annotations.Nullable;

/**
 * The shape of the calls that are woven in. The bodies never run: each becomes an {@code
 * invokedynamic} of the same name and type, which {@link Links} resolves.
 */
final class AroundAdvice {
  /** Around a method that returns something. */
  static final class Value {
    @Advice.AssignReturned.ToAllArguments(index = 1, typing = Typing.DYNAMIC)
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    static Object @Nullable [] enter(
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments(typing = Typing.DYNAMIC) Object[] arguments) {
      return null;
    }

    @Advice.AssignReturned.ToReturned(typing = Typing.DYNAMIC)
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    static @Nullable Object exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      return null;
    }

    private Value() {}
  }

  /** Around a method that returns nothing. */
  static final class Nothing {
    @Advice.AssignReturned.ToAllArguments(index = 1, typing = Typing.DYNAMIC)
    @Advice.OnMethodEnter(suppress = Throwable.class, inline = false)
    static Object @Nullable [] enter(
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments(typing = Typing.DYNAMIC) Object[] arguments) {
      return null;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class, inline = false)
    static void exit(
        @Advice.Enter Object @Nullable [] entered,
        @Advice.Return(typing = Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {}

    private Nothing() {}
  }

  private AroundAdvice() {}
}
