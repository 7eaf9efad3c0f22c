package dev.fulgurite.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs the command line in this process. */
record Cli(int code, String out, String err) {
  static {
    // What the build tells its tests is no setting, and would be named as unknown.
    System.getProperties().keySet().removeIf(key -> ("" + key).startsWith("fulgurite.test."));
  }

  static Cli run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Fulgurite.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Cli(code, out.toString(), err.toString());
  }
}
