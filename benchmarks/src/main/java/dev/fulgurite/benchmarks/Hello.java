package dev.fulgurite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest program an agent can be attached to; it says how much memory it has. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("hello");
    printMemory();
  }

  static void printMemory() throws IOException {
    System.out.print(Files.readString(Path.of("/proc/self/status")));
  }
}
