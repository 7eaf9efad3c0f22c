package dev.fulgurite.agent.weave;

import dev.fulgurite.agent.jdk.JavaLang;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.SimpleRemapper;

/** Puts {@link IndyTemplate} where every class loader looks first. */
final class Dispatcher {
  private final Instrumentation instrumentation;

  Dispatcher(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** The bootstrap method that woven classes name. */
  Handle install() throws ReflectiveOperationException, IOException {
    Class<?> dispatcher;
    try {
      dispatcher = defineInJavaLang("java.lang.FulguriteIndy");
    } catch (RuntimeException | IllegalAccessException | LinkageError e) {
      // A JDK that no longer lets agents open java.lang: costs class data sharing, works.
      dispatcher = appendToBootstrap("dev.fulgurite.agent.boot.FulguriteIndy");
    }
    dispatcher.getField("target").set(null, Links.linker());
    MethodType type =
        MethodType.methodType(
            CallSite.class, Lookup.class, String.class, MethodType.class, Object[].class);
    return new Handle(
        Opcodes.H_INVOKESTATIC,
        Type.getInternalName(dispatcher),
        "bootstrap",
        type.toMethodDescriptorString(),
        false);
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
    String template = IndyTemplate.class.getSimpleName() + ".class";
    try (InputStream bytes = IndyTemplate.class.getResourceAsStream(template)) {
      ClassReader reader = new ClassReader(Objects.requireNonNull(bytes, template));
      ClassWriter writer = new ClassWriter(0);
      String from = reader.getClassName();
      reader.accept(
          new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, from, name.replace('.', '/'))),
          0);
      return writer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
