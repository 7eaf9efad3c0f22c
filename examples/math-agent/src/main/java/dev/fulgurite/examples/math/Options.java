package dev.fulgurite.examples.math;

import dev.fulgurite.examples.math.replay.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param dataset null for the built-in problems
 * @param model whose recorded outputs to replay; null for the first of the data set
 * @param port of the replay server; 0 for any free one
 */
record Options(
    @Nullable Path dataset,
    @Nullable String model,
    int limit,
    int parallel,
    int port,
    boolean help) {

  static final String USAGE =
      """
      usage: java [-javaagent:fulgurite-agent.jar] -jar math-agent.jar [options]

        --dataset FILE  problems as JSON lines; default: 20 built-in ones
        --model NAME    whose recorded outputs to replay; "reference" for the worked solutions;
                        default: the first that the data set has
        --limit N       only the first N problems
        --parallel N    problems asked at the same time; default 1
        --port N        port of the replay server; default: any free one
        --help          this text

      OPENAI_BASE_URL or OPENAI_API_KEY in the environment, and OPENAI_MODEL, name a real model
      to ask in place of the replay server.
      """;

  /**
   * Reads the command line.
   *
   * @throws BadInputException naming the option and what it takes
   */
  static Options parse(List<String> args) {
    Parser parser = new Parser(args.iterator());
    while (parser.args.hasNext()) {
      parser.accept(parser.args.next());
    }
    return new Options(
        parser.dataset, parser.model, parser.limit, parser.parallel, parser.port, parser.help);
  }

  private static final class Parser {
    private static final int MAX_PARALLEL = 256;
    private static final int MAX_PORT = 65_535;

    private final Iterator<String> args;
    private @Nullable Path dataset;
    private @Nullable String model;
    private int limit = Integer.MAX_VALUE;
    private int parallel = 1;
    private int port;
    private boolean help;

    Parser(Iterator<String> args) {
      this.args = args;
    }

    void accept(String option) {
      switch (option) {
        case "--dataset" -> dataset = path(value(option));
        case "--model" -> model = value(option);
        case "--limit" -> limit = number(option, 1, Integer.MAX_VALUE);
        case "--parallel" -> parallel = number(option, 1, MAX_PARALLEL);
        case "--port" -> port = number(option, 0, MAX_PORT);
        case "--help", "-h" -> help = true;
        default ->
            throw new BadInputException("unknown option " + option + "; --help lists the options");
      }
    }

    private String value(String option) {
      if (!args.hasNext()) {
        throw new BadInputException(option + " needs a value; --help says which");
      }
      return args.next();
    }

    private int number(String option, int min, int max) {
      String value = value(option);
      try {
        int number = Integer.parseInt(value);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below, in the same words as for a number out of range.
      }
      throw new BadInputException(
          option + " " + value + ": give a number from " + min + " to " + max);
    }

    private static Path path(String value) {
      try {
        return Path.of(value);
      } catch (InvalidPathException e) {
        throw new BadInputException("--dataset " + value + " is no file name: " + e.getReason());
      }
    }
  }
}
