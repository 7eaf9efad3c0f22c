package dev.fulgurite.exporter.sqlite;

import java.nio.file.Path;
import java.util.List;

/**
 * Prints where texts are. In a process of its own: one that closes a file which it also has open by
 * SQLite loses SQLite's locks on it.
 */
final class RemainsProgram {
  /** {@code file text...}. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    List<String> texts = List.of(args).subList(1, args.length);
    Remains.of(file.getParent(), file).places(texts).forEach(System.out::println);
  }

  private RemainsProgram() {}
}
