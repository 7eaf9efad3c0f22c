package app;

import java.util.Arrays;

/**
 * Runs another program twice, one after the other, as a server runs two applications: each in a
 * loader of its own, beside an SDK of its own. Their class path, their class, their arguments.
 */
public final class Webapps {
  public static void main(String[] arguments) {
    try {
      System.exit(run(arguments) + run(arguments));
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static int run(String[] arguments) throws Exception {
    ClassLoader loader = Launcher.loader(arguments[0]);
    Thread.currentThread().setContextClassLoader(loader);
    loader.loadClass("app.WithSdk").getMethod("open", String.class).invoke(null, "global");
    return (int)
        loader
            .loadClass(arguments[1])
            .getMethod("run", String[].class)
            .invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
  }

  private Webapps() {}
}
