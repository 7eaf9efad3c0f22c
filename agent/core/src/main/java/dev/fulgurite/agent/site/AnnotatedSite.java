package dev.fulgurite.agent.site;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.weave.Advised;
import org.jspecify.annotations.Nullable;

/** An annotated method. */
record AnnotatedSite(Woven woven, String method) implements Advised {
  @Override
  public Entered enter(@Nullable Object self, Object[] arguments) {
    return new Entered(woven.enter(arguments), arguments);
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    return woven.exit(token, returned, thrown);
  }

  @Override
  public String toString() {
    return "annotated method " + method;
  }
}
