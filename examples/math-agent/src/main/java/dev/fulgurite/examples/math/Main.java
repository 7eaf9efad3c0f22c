package dev.fulgurite.examples.math;

import dev.fulgurite.examples.math.replay.BadInputException;
import dev.fulgurite.examples.math.replay.Dataset;
import dev.fulgurite.examples.math.replay.Problem;
import dev.fulgurite.examples.math.replay.ReplayServer;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs the agent over a set of problems and says what its own parts counted. */
public final class Main {
  static final int OK = 0;
  static final int FAILED = 1;
  static final int BAD_INPUT = 2;

  private static final String BUILT_IN = "problems.jsonl";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) throws Exception {
    int code = new Main(System.getenv(), System.out, System.err).run(args);
    if (code != OK) {
      System.exit(code);
    }
  }

  /** Returns the exit code: 0, 1 if no question could be asked, 2 for bad input. */
  int run(String... args) throws IOException, InterruptedException, ExecutionException {
    try {
      Options options = Options.parse(List.of(args));
      if (options.help()) {
        out.print(Options.USAGE);
        return OK;
      }
      return evaluate(options, problems(options));
    } catch (BadInputException e) {
      err.println("math-agent: " + e.getMessage());
      return BAD_INPUT;
    }
  }

  private int evaluate(Options options, List<Problem> problems)
      throws IOException, InterruptedException, ExecutionException {
    Progress progress = new Progress(out, problems.size());
    try (Endpoint endpoint = endpoint(options, problems)) {
      out.println("questions: " + problems.size() + ", model: " + endpoint.description());
      Evaluation evaluation = new Evaluation(endpoint, progress);
      Counts counts = evaluation.run(problems, options.parallel());
      out.println("tool calls that failed: " + evaluation.toolFailures());
      out.println(counts.lines());
      report(progress.failures(), endpoint);
    }
    return progress.allFailed() ? FAILED : OK;
  }

  private void report(@Nullable String failures, Endpoint endpoint) {
    if (failures != null) {
      err.println("math-agent: " + failures + "; is " + endpoint.description() + " right?");
    }
  }

  private Endpoint endpoint(Options options, List<Problem> problems) throws IOException {
    if (!RealEndpoint.isNamedIn(environment)) {
      return ReplayEndpoint.of(ReplayServer.start(options.port(), problems, options.parallel()));
    }
    if (options.port() != 0 || options.model() != null) {
      throw new BadInputException(
          "--port and --model are for replayed solutions, but "
              + RealEndpoint.BASE_URL
              + " or "
              + RealEndpoint.API_KEY
              + " names a real model; unset them, or leave the options out");
    }
    return new RealEndpoint(environment);
  }

  private static List<Problem> problems(Options options) throws IOException {
    Path dataset = options.dataset();
    String name = dataset == null ? "built-in problems" : dataset.toString();
    try (InputStream in = open(dataset);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return Dataset.read(lines, name, options.model(), options.limit());
    }
  }

  private static InputStream open(@Nullable Path dataset) throws FileNotFoundException {
    if (dataset == null) {
      InputStream in = Main.class.getResourceAsStream(BUILT_IN);
      if (in == null) {
        throw new FileNotFoundException(BUILT_IN + " is missing from the jar");
      }
      return in;
    }
    if (Files.isDirectory(dataset)) {
      throw new BadInputException(
          "--dataset " + dataset + " is not a file; give it a file of JSON lines");
    }
    try {
      return Files.newInputStream(dataset);
    } catch (IOException e) {
      throw new BadInputException(
          "cannot read --dataset "
              + dataset
              + " ("
              + e.getClass().getSimpleName()
              + "); give it a"
              + " file of JSON lines");
    }
  }
}
