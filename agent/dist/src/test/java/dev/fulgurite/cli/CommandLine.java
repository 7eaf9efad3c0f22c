package dev.fulgurite.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** The {@code fulgurite} command, in this process; its entry that does not exit is not public. */
public record CommandLine(int code, String out, String err) {
  public static CommandLine run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Fulgurite.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new CommandLine(code, out.toString(), err.toString());
  }
}
