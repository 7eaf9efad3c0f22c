package dev.fulgurite.agent.core;

import dev.fulgurite.exporter.store.SpanStores;
import java.io.File;
import java.util.List;

/**
 * Where spans are kept.
 *
 * @param url as a store opens it
 * @param shown for people: the absolute path where there is one
 * @param standard whether a reader finds it without being told
 * @param problems one line each
 */
record StorePlace(String url, String shown, boolean standard, List<String> problems) {
  private static final String SQLITE = "sqlite:";

  static StorePlace choose(String url) {
    if (!url.startsWith(SQLITE)) {
      return new StorePlace(url, url, false, List.of());
    }
    File file = new File(url.substring(SQLITE.length())).getAbsoluteFile();
    boolean standard = url.equals(SpanStores.DEFAULT_URL);
    return standard && !isWritable(file.getParentFile())
        ? inHome(file)
        : new StorePlace(SQLITE + file, file.toString(), standard, List.of());
  }

  /** The rest of the last line: what to do now. */
  String howToRead() {
    if (!url.startsWith(SQLITE)) {
      return "";
    }
    String command = "; read them: java -jar fulgurite.jar sessions";
    return standard ? command : command + " --store " + url;
  }

  /** Whether there is a store at all. */
  boolean isKept() {
    return !url.equals("none");
  }

  /** A folder of its own per working directory, so that two programs do not mix. */
  private static StorePlace inHome(File refused) {
    File directory = refused.getParentFile().getParentFile();
    String folder = directory.getName() + '-' + Integer.toHexString(directory.getPath().hashCode());
    File home = new File(System.getProperty("user.home", ""), ".fulgurite");
    File file = new File(new File(home, folder), refused.getName());
    String problem =
        "cannot write to '%s': recording to '%s' instead; name another place with fulgurite.store"
            .formatted(refused.getParentFile(), file);
    return new StorePlace(SQLITE + file, file.toString(), false, List.of(problem));
  }

  /** Plain {@code java.io}: premain must not be the one who loads the file system provider. */
  private static boolean isWritable(File folder) {
    if (folder.exists()) {
      return folder.isDirectory() && folder.canWrite();
    }
    File parent = folder.getParentFile();
    return parent != null && parent.canWrite();
  }
}
