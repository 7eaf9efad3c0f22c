package dev.fulgurite.cli;

import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the command line was started with; read once, and what is wrong with it said once. */
final class ProcessSettings {
  private @Nullable Configuration configuration;
  private boolean said;

  private Configuration configuration() {
    Configuration known = configuration;
    if (known == null) {
      known = Configuration.ofProcess(Map.of());
      configuration = known;
    }
    return known;
  }

  String store() {
    return configuration().text(Setting.STORE);
  }

  /** Empty where the store is not encrypted. */
  String keyFile() {
    return configuration().text(Setting.STORE_KEY_FILE);
  }

  /**
   * @throws CliException where that was set to neither yes nor no: who asked for a record, and
   *     misspelled it, is not read without one
   */
  boolean isAudited() {
    if (configuration().isMisread(Setting.STORE_AUDIT)) {
      throw new CliException(
          "nothing was read: whether to record who reads is set to neither true nor false ("
              + Setting.STORE_AUDIT.key()
              + ")");
    }
    return configuration().isTrue(Setting.STORE_AUDIT);
  }

  /** In a line each, unless that was done or is not wanted. */
  void sayProblems(PrintWriter err) {
    if (!said && !configuration().isTrue(Setting.QUIET)) {
      configuration().problems().forEach(problem -> err.println("fulgurite: " + problem));
    }
    said = true;
  }

  void leaveProblemsUnsaid() {
    said = true;
  }
}
