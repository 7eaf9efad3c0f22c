package dev.fulgurite.agent.site;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.threads.Continuations;
import dev.fulgurite.agent.weave.Advised;
import org.jspecify.annotations.Nullable;

/**
 * An annotated suspending function of Kotlin's. It may return before it has ended; its continuation
 * then hears of the end. Each time it goes on it is called again, by a continuation of its own.
 *
 * @param continuations what the names of its own continuations begin with
 */
record SuspendingSite(Woven woven, Home home, String continuations) implements Advised {
  @Override
  public @Nullable Entered enter(@Nullable Object self, Object[] arguments) {
    int last = arguments.length - 1;
    Object continuation = arguments[last];
    if (continuation == null || Continuations.resumes(continuation, continuations)) {
      return null;
    }
    Object outside = home.currentContext();
    Woven.Ongoing operation = woven.goesOn(woven.enter(arguments));
    SuspendingCall call = new SuspendingCall(home, outside, operation);
    arguments[last] = call.before(continuation);
    call.enter();
    return new Entered(call, arguments);
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SuspendingCall call = (SuspendingCall) token;
    call.leave();
    if (thrown != null || !Continuations.isSuspension(returned)) {
      call.end(returned, thrown);
    }
    return returned;
  }

  @Override
  public String toString() {
    return "annotated function " + continuations;
  }
}
