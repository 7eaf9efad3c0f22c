package dev.fulgurite.cli;

import dev.fulgurite.cli.text.PlainReason;
import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreException;
import dev.fulgurite.exporter.store.StoreOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which store to ask. */
final class StoreArgument {
  private static final String SQLITE = "sqlite:";

  @Option(
      names = "--store",
      paramLabel = "URL",
      description = "The store: sqlite:PATH, or just PATH.")
  @Nullable String given;

  @Option(names = "--key-file", paramLabel = "FILE", description = "The key of an encrypted store.")
  @Nullable String keyFile;

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec = CommandSpec.create();

  private final ProcessSettings settings = new ProcessSettings();

  /** The URL in force, whoever named it. */
  String url() {
    String chosen = given != null ? given : settings.store();
    // One letter before a colon is a drive, not a scheme.
    return chosen.matches("[a-z][a-z0-9+.-]+:.*") ? chosen : SQLITE + chosen;
  }

  /** The file of an embedded store; null for any other store. */
  @Nullable Path file() {
    String url = url();
    try {
      return url.startsWith(SQLITE) ? Path.of(url.substring(SQLITE.length())) : null;
    } catch (InvalidPathException e) {
      throw new CliException("'" + url + "' is no path (--store): " + e.getReason());
    }
  }

  /** Opens the store for writing and makes it where it is missing; nothing is removed from it. */
  SpanStore openForWriting() {
    requireLasting();
    return open(new StoreOptions(false, 0));
  }

  /** Opens the store for writing; never makes one. Nothing is removed from it unasked. */
  SpanStore openToMend() {
    requireLasting();
    requireThere();
    requireSome();
    return open(new StoreOptions(false, 0, false));
  }

  /** Opens the store for reading; never makes one. */
  SpanStore open() {
    requireLasting();
    requireThere();
    return open(StoreOptions.forReading());
  }

  /** The same, for who makes findings of what is wrong: {@link StoreException} for all of it. */
  SpanStore openToExamine() {
    settings.leaveProblemsUnsaid();
    try {
      return open();
    } catch (CliException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  private void requireThere() {
    Path file = file();
    if (file == null) {
      return;
    }
    String unreadable = PlainReason.unreadable(file);
    if (unreadable != null) {
      throw new CliException(
          "the store at " + file.toAbsolutePath().normalize() + " cannot be read: " + unreadable);
    }
    if (Files.notExists(file)) {
      throw new CliException(
          "no store at "
              + file.toAbsolutePath().normalize()
              + ": run the program with -javaagent:fulgurite-agent.jar first, or name its store"
              + " with --store PATH");
    }
  }

  /** An empty file would become a store, were it opened for writing. */
  private void requireSome() {
    Path file = file();
    if (file != null && Files.isRegularFile(file) && file.toFile().length() == 0) {
      throw new CliException(
          file.toAbsolutePath().normalize()
              + " is empty and no store yet: name another with --store PATH");
    }
  }

  private SpanStore open(StoreOptions options) {
    settings.sayProblems(spec.root().commandLine().getErr());
    record();
    StoreOptions keyed = options.withKeyFile(keyFile != null ? keyFile : settings.keyFile());
    return SpanStores.open(url(), keyed, StoreArgument.class.getClassLoader());
  }

  /** Who reads, where that was asked for. */
  private void record() {
    Path file = file();
    if (file == null) {
      return;
    }
    AuditFile audit = AuditFile.beside(file);
    if (audit.exists() || settings.isAudited()) {
      audit.add(spec.root().commandLine().getParseResult().originalArgs());
    }
  }

  private void requireLasting() {
    if (url().equals(SQLITE + "none") || url().startsWith("memory:")) {
      throw new CliException(
          "no store: one that is '"
              + url().replace(SQLITE, "")
              + "' (fulgurite.store) keeps nothing beyond its process; name one with --store PATH");
    }
  }
}
