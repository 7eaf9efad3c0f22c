package dev.fulgurite.benchmarks;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Loads classes of libraries that no agent instruments, as many as its argument says. */
public final class ManyClasses {
  private ManyClasses() {}

  public static void main(String[] arguments) throws IOException {
    int wanted = Integer.parseInt(arguments[0]);
    int loaded = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        for (String name : classes(entry)) {
          loaded += loaded < wanted && load(name) ? 1 : 0;
        }
      }
    }
    if (loaded < wanted) {
      throw new IllegalStateException("only " + loaded + " classes on the class path");
    }
    System.out.println("loaded " + loaded);
  }

  private static List<String> classes(String jar) throws IOException {
    try (JarFile file = new JarFile(jar);
        Stream<String> names = file.stream().map(entry -> entry.getName())) {
      return names
          .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF"))
          .filter(name -> !name.contains("opentelemetry") && !name.contains("module-info"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .toList();
    }
  }

  private static boolean load(String name) {
    try {
      return Class.forName(name, false, ManyClasses.class.getClassLoader()) != null;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
