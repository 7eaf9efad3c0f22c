package dev.fulgurite.exporter.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class ProbesTest {
  private static volatile long sink;

  @Test
  void heap_isWhatTheLastCollectionLeft() {
    Probes probes = Probes.ofJvm();
    System.gc();
    double usage = probes.heap().getAsDouble();
    byte[] kept = new byte[(int) Math.min(64 << 20, Runtime.getRuntime().maxMemory() / 8)];
    System.gc();
    assertThat(usage).isBetween(0.0001, 0.9);
    assertThat(probes.heap().getAsDouble())
        .isGreaterThan(usage + 0.5 * kept.length / Runtime.getRuntime().maxMemory());
  }

  @Test
  void cpu_isTheShareOfTheProcessors_sinceTheLastLook() {
    DoubleSupplier cpu = Probes.ofJvm().cpu();
    for (int i = 0; i < 100_000_000; i++) {
      sink += i;
    }
    assertThat(cpu.getAsDouble()).isBetween(0.0001, 1.1);
  }

  @Test
  void nothingIsKnown_andNothingThrown_whenTheRuntimeHasNoManagement() throws Exception {
    Class<?> probes = new TrimmedLoader().loadClass(Probes.class.getName());
    Object blind = probes.getMethod("ofJvm").invoke(null);
    assertThat(probes).isNotSameAs(Probes.class);
    for (String probe : new String[] {"heap", "cpu"}) {
      DoubleSupplier look = (DoubleSupplier) probes.getMethod(probe).invoke(blind);
      assertThat(look.getAsDouble()).isNaN();
    }
  }

  /** Loads our classes anew, and knows no management. */
  private static final class TrimmedLoader extends ClassLoader {
    TrimmedLoader() {
      super(ProbesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("java.lang.management.") || name.startsWith("com.sun.management.")) {
        throw new ClassNotFoundException(name);
      }
      Class<?> known = findLoadedClass(name);
      return known == null && name.startsWith(Probes.class.getPackageName())
          ? define(name)
          : known == null ? super.loadClass(name, resolve) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
