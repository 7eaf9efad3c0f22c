package app;

import dev.fulgurite.api.Emitter;
import java.util.Base64;
import java.util.Random;

/** Emits more than the disk takes, of what cannot be made small. */
public final class Flood {
  private static final int BYTES = 15_000;

  public static void main(String[] arguments) {
    Random random = new Random(7);
    byte[] noise = new byte[BYTES];
    for (int i = 0; i < 400; i++) {
      random.nextBytes(noise);
      Emitter.global().message(Base64.getEncoder().encodeToString(noise));
    }
    System.out.println("emitted");
    System.exit(3);
  }

  private Flood() {}
}
