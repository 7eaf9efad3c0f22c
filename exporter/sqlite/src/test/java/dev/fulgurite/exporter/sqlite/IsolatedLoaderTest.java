package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.SpanStore;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As inside the agent: a loader of our own that neither DriverManager nor a thread knows. */
class IsolatedLoaderTest {
  @TempDir Path folder;

  @Test
  void open_works_whenTheLoaderIsIsolated() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try (URLClassLoader isolated =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> program = isolated.loadClass(OpenProgram.class.getName());
      assertThat(program).isNotSameAs(OpenProgram.class);
      var main = program.getDeclaredMethod("main", String[].class);
      main.setAccessible(true);

      main.invoke(null, (Object) new String[] {"sqlite:" + folder.resolve("store.db")});
    } finally {
      thread.setContextClassLoader(before);
    }

    try (SpanStore store = TestStores.openForReading(folder.resolve("store.db"))) {
      assertThat(TestStores.count(store)).isEqualTo(1);
    }
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(IsolatedLoaderTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }
}
