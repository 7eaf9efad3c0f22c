package dev.fulgurite.agent.home;

import dev.fulgurite.agent.boundary.AgentSide;
import dev.fulgurite.agent.boundary.AppSide;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The bridge's class files, and their definition beside an application. Immutable. */
public final class BridgeSource {
  private static final String ENTRY = "ApplicationBridge";

  private final String prefix;
  private final String suffix;

  /**
   * @param prefix before the path of a bridge class among the agent's resources
   * @param suffix after it
   */
  public BridgeSource(String prefix, String suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  AppSide define(ClassLoader application, AgentSide agent) throws ReflectiveOperationException {
    BridgeLoader loader = new BridgeLoader(application, this);
    return (AppSide)
        loader
            .loadClass(BridgeLoader.BRIDGE + ENTRY)
            .getConstructor(AgentSide.class)
            .newInstance(agent);
  }

  byte[] read(String className) throws IOException {
    String resource = prefix + className.replace('.', '/') + suffix;
    try (InputStream stream = BridgeSource.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new FileNotFoundException(resource);
      }
      return stream.readAllBytes();
    }
  }
}
