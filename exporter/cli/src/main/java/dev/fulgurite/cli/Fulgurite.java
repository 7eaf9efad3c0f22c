package dev.fulgurite.cli;

import dev.fulgurite.exporter.store.StoreException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the command line starts. */
public final class Fulgurite {
  static final int OK = 0;
  static final int NO_ANSWER = 1;
  static final int BAD_USAGE = 2;

  public static void main(String[] args) {
    // Without this, JDK 22 to 24 have a console even where output is no terminal.
    System.setProperty("jdk.console", "java.base");
    System.setProperty("java.util.logging.SimpleFormatter.format", "fulgurite: %5$s%n");
    StandardOutput stdout = new StandardOutput(new FileOutputStream(FileDescriptor.out));
    PrintWriter out = new PrintWriter(new OutputStreamWriter(stdout, StandardCharsets.UTF_8));
    PrintWriter err =
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
    int code = Arguments.areRead(args, encoding, err) ? run(out, err, args) : BAD_USAGE;
    out.flush();
    err.flush();
    System.exit(stdout.verdict(code, err));
  }

  /** Runs one command; used by {@link #main} and by tests. Closes nothing. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return line(new RootCommand(), out, err).execute(args);
    } catch (Error e) {
      return unexpected(e, err);
    }
  }

  /** Ready to run {@code command}, each failure told in a line. */
  static CommandLine line(Object command, PrintWriter out, PrintWriter err) {
    CommandLine root = new CommandLine(command);
    Choices.inLowerCase(root);
    return root.setOut(out)
        .setErr(err)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(Fulgurite::misused)
        .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line));
  }

  private static int misused(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("fulgurite: " + problem(e));
    line.getErr().println("Try '" + called(line) + " --help'.");
    return BAD_USAGE;
  }

  private static @Nullable String problem(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unknown && !unknown.getSuggestions().isEmpty()) {
      String known = String.join("' or '", unknown.getSuggestions());
      return e.getMessage() + "; did you mean '" + known + "'?";
    }
    boolean filter = e.getArgSpec() instanceof PositionalParamSpec;
    return filter && e.getCause() instanceof Where.Fault fault
        ? fault.getMessage()
        : e.getMessage();
  }

  /** How a command is called, with what its parents want before it: {@code agent PID status}. */
  private static String called(CommandLine line) {
    CommandLine parent = line.getParent();
    if (parent == null) {
      return line.getCommandName();
    }
    StringBuilder call = new StringBuilder(called(parent));
    for (PositionalParamSpec wanted : parent.getCommandSpec().positionalParameters()) {
      call.append(' ').append(wanted.paramLabel());
    }
    return call.append(' ').append(line.getCommandName()).toString();
  }

  private static int failed(Exception e, CommandLine line) {
    if (e instanceof PipeClosed) {
      return OK;
    }
    if (e instanceof CliException || e instanceof StoreException || e instanceof IOException) {
      line.getErr().println("fulgurite: " + e.getMessage());
      return NO_ANSWER;
    }
    return unexpected(e, line.getErr());
  }

  private static int unexpected(Throwable e, PrintWriter err) {
    err.println("fulgurite: this should not happen, please report it: " + e);
    e.printStackTrace(err);
    return NO_ANSWER;
  }

  private Fulgurite() {}
}
