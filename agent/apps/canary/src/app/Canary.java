package app;

import java.io.IOException;

/** A secret for each place that content may be in. */
final class Canary {
  static String at(String place) {
    return place + "zebra7713";
  }

  /** The same for the model to say, which reads it backwards: what asks for it does not hold it. */
  static String said(String place) {
    return new StringBuilder("~" + at(place) + "~").reverse().toString();
  }

  /** Ends as a crash would, once nobody wants to look any more. */
  static void await() throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      continue;
    }
    Runtime.getRuntime().halt(0);
  }

  private Canary() {}
}
