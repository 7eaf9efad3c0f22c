package dev.fulgurite.exporter;

import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/** Loads the exporter and its tests anew, with a defect planted, or none. */
final class DefectiveLoader extends ClassLoader {
  private final ClassFileLocator classFiles;
  private final TypePool types;
  private final @Nullable Defect defect;
  private final ClassLoader original = DefectiveLoader.class.getClassLoader();

  DefectiveLoader(@Nullable Defect defect) {
    super(DefectiveLoader.class.getClassLoader());
    this.defect = defect;
    this.classFiles = ClassFileLocator.ForClassLoader.of(original);
    this.types = TypePool.Default.of(classFiles);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      if (!name.startsWith(Defect.class.getPackageName() + ".")) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try {
      byte[] code = defect != null && name.equals(defect.className) ? plant(name) : read(name);
      return defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] plant(String name) {
    return new ByteBuddy()
        .redefine(types.describe(name).resolve(), classFiles)
        .visit(defect.visitor())
        .make()
        .getBytes();
  }

  private byte[] read(String name) throws IOException, ClassNotFoundException {
    try (InputStream code = original.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      return code.readAllBytes();
    }
  }
}
