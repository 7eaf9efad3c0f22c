package dev.fulgurite.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Jars of a program, made of the entries of its class path. */
final class Jars {
  private static final Path LOADER =
      Path.of("target", "boot", "spring-boot-loader.jar").toAbsolutePath();

  /** A jar as it is; a folder of classes as a jar that is the automatic module {@code app}. */
  static Path module(String entry, Path folder) {
    Path path = Path.of(entry);
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path jar = folder.resolve("app.jar");
    return write(jar, Map.of("Automatic-Module-Name", "app"), out -> addFolder(out, path, ""));
  }

  /** As Spring Boot's plugin packs it: jars within the jar, and a loader of its own. */
  static Path springBoot(List<String> entries, String startClass, Path folder) {
    Map<String, String> manifest =
        Map.of(
            "Main-Class", "org.springframework.boot.loader.launch.JarLauncher",
            "Start-Class", startClass,
            "Spring-Boot-Classes", "BOOT-INF/classes/",
            "Spring-Boot-Lib", "BOOT-INF/lib/");
    return write(folder.resolve("fat.jar"), manifest, out -> addNested(out, entries));
  }

  private static void addNested(JarOutputStream out, List<String> entries) throws IOException {
    addLoader(out);
    // Its loader looks for these.
    out.putNextEntry(new JarEntry("BOOT-INF/classes/"));
    out.putNextEntry(new JarEntry("BOOT-INF/lib/"));
    for (int i = 0; i < entries.size(); i++) {
      Path entry = Path.of(entries.get(i));
      if (Files.isDirectory(entry)) {
        addFolder(out, entry, "BOOT-INF/classes/");
      } else {
        addStored(out, "BOOT-INF/lib/%03d-%s".formatted(i, entry.getFileName()), entry);
      }
    }
  }

  private static void addLoader(JarOutputStream out) throws IOException {
    try (JarFile loader = new JarFile(LOADER.toFile())) {
      for (JarEntry entry : loader.stream().filter(Jars::isClass).toList()) {
        out.putNextEntry(new JarEntry(entry.getName()));
        loader.getInputStream(entry).transferTo(out);
      }
    }
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static void addFolder(JarOutputStream out, Path folder, String prefix)
      throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(
            new JarEntry(prefix + folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
  }

  private static void addStored(JarOutputStream out, String name, Path jar) throws IOException {
    byte[] bytes = Files.readAllBytes(jar);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    JarEntry entry = new JarEntry(name);
    entry.setMethod(JarEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
  }

  private static Path write(Path jar, Map<String, String> main, Content content) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      content.addTo(out);
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Content {
    void addTo(JarOutputStream out) throws IOException;
  }

  private Jars() {}
}
