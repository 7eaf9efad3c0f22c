package dev.fulgurite.agent.weave;

import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;

/** Makes what a woven method calls, when that method runs for the first time. */
public interface SiteFactory {
  /**
   * @param caller the woven class, with all its rights
   * @param constants what the weaver wrote into it
   */
  Advised site(Lookup caller, List<String> constants);
}
