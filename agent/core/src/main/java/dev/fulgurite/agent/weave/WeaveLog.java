package dev.fulgurite.agent.weave;

import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Told what becomes of placements, by threads that load classes: must be quick. */
public interface WeaveLog {
  /** The class that it names, or a subtype, has it now. */
  void woven(Placement placement, String className);

  /** It has annotated methods, and they are woven. */
  void annotated(String className);

  /** The class that it names is there, and has no such method. */
  void missing(Placement placement, String className, @Nullable ProtectionDomain domain);
}
