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
      case "hook" -> Runtime.getRuntime().addShutdownHook(new Thread(Endings::work));
      case "halt" -> Runtime.getRuntime().halt(5);
      default -> System.out.println("done");
    }
  }

  private static void work() {
    for (int i = 0; i < 200; i++) {
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
      Emitter.global().reward(i);
    }
  }

  private Endings() {}
}
