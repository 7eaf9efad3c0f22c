package app;

import dev.fulgurite.api.Emitter;

/** Emits, and ends in the way that it is told. */
public final class Endings {
  public static void main(String[] arguments) {
    for (int i = 0; i < 100; i++) {
      Emitter.global().reward(i);
    }
    System.out.println("emitted");
    switch (arguments[0]) {
      case "exit" -> System.exit(3);
      case "throw" -> throw new IllegalStateException("the program's own");
      case "halt" -> Runtime.getRuntime().halt(5);
      default -> System.out.println("done");
    }
  }

  private Endings() {}
}
