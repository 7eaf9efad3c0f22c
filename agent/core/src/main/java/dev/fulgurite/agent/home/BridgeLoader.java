package dev.fulgurite.agent.home;

import java.io.IOException;

/**
 * Defines the bridge's classes as a child of an application's loader, where they see its
 * OpenTelemetry; what passes the boundary comes from the agent.
 */
final class BridgeLoader extends ClassLoader {
  static final String BRIDGE = "dev.fulgurite.agent.bridge.";
  private static final String BOUNDARY = "dev.fulgurite.agent.boundary.";

  static {
    registerAsParallelCapable();
  }

  private final BridgeSource source;

  BridgeLoader(ClassLoader application, BridgeSource source) {
    super("fulgurite-bridge", application);
    this.source = source;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(BOUNDARY)) {
      return Class.forName(name, false, BridgeLoader.class.getClassLoader());
    }
    if (!name.startsWith(BRIDGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? findClass(name) : known;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = source.read(name);
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
