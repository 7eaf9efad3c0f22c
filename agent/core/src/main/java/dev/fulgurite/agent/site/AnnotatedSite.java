package dev.fulgurite.agent.site;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import dev.fulgurite.agent.weave.Advised;
import org.jspecify.annotations.Nullable;

/**
 * An annotated method.
 *
 * @param isStream whether what it returns may be replaced by another stream of its kind
 */
record AnnotatedSite(Woven woven, String method, boolean isStream, Home home) implements Advised {
  @Override
  public Entered enter(@Nullable Object self, Object[] arguments) {
    return new Entered(woven.enter(arguments), arguments);
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null || !isStream || !ObservedPublisher.watches(returned)) {
      return woven.exit(token, returned, thrown);
    }
    return ObservedPublisher.of(returned, home, new StreamedOperation(home, woven.goesOn(token)));
  }

  @Override
  public String toString() {
    return "annotated method " + method;
  }
}
