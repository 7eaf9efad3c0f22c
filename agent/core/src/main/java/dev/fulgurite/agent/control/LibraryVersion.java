package dev.fulgurite.agent.control;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What a jar is called, with its version. */
final class LibraryVersion {
  /**
   * @param location of the jar, as a URL
   * @return empty where nothing is known
   */
  static String of(String location) {
    String path = location.replaceFirst("[!/]+$", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!name.endsWith(".jar")) {
      return "";
    }
    if (name.matches(".*\\d.*")) {
      return name;
    }
    String version = manifestVersion(path);
    return version == null ? name : name + " " + version;
  }

  private static @Nullable String manifestVersion(String path) {
    try (JarFile jar = new JarFile(new File(URI.create(path)), false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null
          ? null
          : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    } catch (IOException | IllegalArgumentException e) {
      return null; // in a jar, or gone
    }
  }

  private LibraryVersion() {}
}
