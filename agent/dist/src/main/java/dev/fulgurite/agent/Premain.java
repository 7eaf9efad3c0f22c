package dev.fulgurite.agent;

import java.io.File;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code -javaagent} begins. Never throws; touches no logging, no JMX and no file system
 * provider, which an application may want to choose for itself.
 */
public final class Premain {
  private static final String START = "dev.fulgurite.agent.core.AgentStart";
  private static final String HOOKS = "dev.fulgurite.agent.core.HookList";

  /** Where the command line finds out that the agent runs, and which one. */
  private static final String JAR = "dev.fulgurite.agent.jar";

  /** How a request to an agent that runs begins. */
  private static final String REQUEST = "control=";

  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private static volatile @Nullable Object running;

  /** Called by the JVM before the application's main. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Called by the JVM when attached to a running application, to start or to ask. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    if (arguments != null && arguments.startsWith(REQUEST)) {
      ask(arguments);
    } else {
      start(arguments, instrumentation);
    }
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation) {
    // A second -javaagent of ours finds the same class, and changes nothing.
    if (!STARTED.compareAndSet(false, true)) {
      ask("");
      return;
    }
    try {
      if (Wanted.isWanted(arguments)) {
        running = entry().invoke(null, arguments, instrumentation, version());
      }
      if (running != null) {
        System.setProperty(JAR, ownJar().getPath());
      }
    } catch (Throwable t) {
      Throwable cause = t.getCause() == null ? t : t.getCause();
      System.err.println(
          "[fulgurite] the agent could not start and is off; the program runs on: " + cause);
    }
  }

  @SuppressWarnings("unchecked") // what the entry returns
  private static void ask(String request) {
    if (running instanceof Consumer<?> agent) {
      ((Consumer<String>) agent).accept(request);
    }
  }

  static void listHooks(PrintStream out) throws Exception {
    Class.forName(HOOKS, true, loader()).getMethod("print", PrintStream.class).invoke(null, out);
  }

  private static Method entry() throws Exception {
    return Class.forName(START, true, loader())
        .getMethod("start", String.class, Instrumentation.class, String.class);
  }

  private static ClassLoader loader() throws Exception {
    return new AgentClassLoader(new JarFile(ownJar(), false, ZipFile.OPEN_READ, Runtime.version()));
  }

  /** By resource, not by protection domain: that one would load a policy. */
  private static File ownJar() throws Exception {
    URL self = Premain.class.getResource("Premain.class");
    String url = String.valueOf(self);
    int end = url.indexOf("!/");
    if (!url.startsWith("jar:file:") || end < 0) {
      throw new IllegalStateException(
          "-javaagent must name fulgurite-agent.jar itself, not a copy unpacked to " + url);
    }
    return new File(new URI(url.substring("jar:".length(), end)));
  }

  static String version() {
    String version = Premain.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private Premain() {}
}
