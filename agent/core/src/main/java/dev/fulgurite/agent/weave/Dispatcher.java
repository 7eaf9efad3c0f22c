package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.jdk.JavaLang;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;

/** Puts {@link IndyTemplate} where every class loader looks first. */
final class Dispatcher {
  private final Instrumentation instrumentation;

  Dispatcher(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** The bootstrap method that woven classes name. */
  Method install() throws ReflectiveOperationException, IOException {
    Class<?> dispatcher;
    try {
      dispatcher = defineInJavaLang("java.lang.FulguriteIndy");
    } catch (RuntimeException | IllegalAccessException | LinkageError e) {
      // A JDK that no longer lets agents open java.lang: costs class data sharing, works.
      dispatcher = appendToBootstrap("dev.fulgurite.agent.boot.FulguriteIndy");
    }
    dispatcher.getField("target").set(null, Links.linker());
    return dispatcher.getMethod(
        "bootstrap", Lookup.class, String.class, MethodType.class, Object[].class);
  }

  /** Neither on the bootstrap class path, which would cost class data sharing, nor by Unsafe. */
  Class<?> defineInJavaLang(String name) throws IllegalAccessException {
    JavaLang.openToAgent(instrumentation);
    return MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
        .defineClass(named(name));
  }

  Class<?> appendToBootstrap(String name) throws IOException, ClassNotFoundException {
    File file = File.createTempFile("fulgurite-boot", ".jar");
    file.deleteOnExit();
    try (JarOutputStream jar = new JarOutputStream(new FileOutputStream(file))) {
      jar.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
      jar.write(named(name));
    }
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(file, false));
    return Class.forName(name, true, null);
  }

  private static byte[] named(String name) {
    ClassFileLocator locator =
        ClassFileLocator.ForClassLoader.of(Dispatcher.class.getClassLoader());
    return new ByteBuddy().redefine(IndyTemplate.class, locator).name(name).make().getBytes();
  }
}
