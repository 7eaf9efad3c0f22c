package dev.fulgurite.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent's classes from {@code inst/} of its jar, before any parent's: the application
 * sees none of them, and they see nothing of the application. Resources come from there too, with
 * {@code META-INF/services} and native libraries, and below {@code bridge/} the bridge's classes.
 */
final class AgentClassLoader extends ClassLoader {
  private static final String INST = "inst/";
  private static final String BRIDGE = "bridge/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  AgentClassLoader(JarFile jar) {
    super("fulgurite-agent", ClassLoader.getPlatformClassLoader());
    this.jar = jar;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      JarEntry entry = jar.getJarEntry(INST + name.replace('.', '/') + ".classdata");
      return entry == null ? super.loadClass(name, resolve) : define(name, entry);
    }
  }

  private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
    try (InputStream stream = jar.getInputStream(entry)) {
      byte[] bytes = stream.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    JarEntry entry = entry(name);
    try {
      return entry == null
          ? super.getResourceAsStream(name)
          // Whole: a reader that is interrupted must not close the jar for everybody.
          : new ByteArrayInputStream(jar.getInputStream(entry).readAllBytes());
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    JarEntry entry = entry(name);
    try {
      return entry == null ? null : url(entry);
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL own = findResource(name);
    return own == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(own));
  }

  private @Nullable JarEntry entry(String name) {
    if (name.startsWith(BRIDGE)) {
      return jar.getJarEntry(name);
    }
    return jar.getJarEntry(INST + (name.endsWith(".class") ? name + "data" : name));
  }

  private URL url(JarEntry entry) throws MalformedURLException {
    return new URL("jar:" + new java.io.File(jar.getName()).toURI() + "!/" + entry.getRealName());
  }
}
