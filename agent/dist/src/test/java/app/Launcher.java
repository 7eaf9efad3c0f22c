package app;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;

/**
 * Runs another program, with the arguments that follow its name, in a loader that does not see the
 * system loader, as servers do.
 */
public final class Launcher {
  public static void main(String[] arguments) throws Exception {
    ClassLoader loader = loader(arguments[0]);
    Thread.currentThread().setContextClassLoader(loader);
    Class.forName(arguments[1], true, loader)
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  /** Of these entries and the JDK alone. */
  static ClassLoader loader(String classPath) throws MalformedURLException {
    String[] entries = classPath.split(File.pathSeparator, -1);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < entries.length; i++) {
      urls[i] = new File(entries[i]).toURI().toURL();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private Launcher() {}
}
