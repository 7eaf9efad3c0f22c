package app;

import dev.fulgurite.api.Emitter;

/** Emits more than the disk takes. */
public final class Flood {
  public static void main(String[] arguments) {
    for (int i = 0; i < 400; i++) {
      Emitter.global().message(i + " " + "x".repeat(20_000));
    }
    System.out.println("emitted");
    System.exit(3);
  }

  private Flood() {}
}
