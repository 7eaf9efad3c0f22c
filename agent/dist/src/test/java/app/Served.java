package app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Does what its standard input says, line by line. Knows neither OpenTelemetry nor Fulgurite. */
public final class Served {
  /** What is done is told by subtypes. */
  public interface Worker {
    String work(String text);
  }

  /** Does it. */
  public static final class Upper implements Worker {
    @Override
    public String work(String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("nothing to do");
      }
      return text.toUpperCase(java.util.Locale.ROOT);
    }
  }

  /** Not there until it is asked for. */
  public static final class Late implements Worker {
    @Override
    public String work(String text) {
      return "late " + text;
    }
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Worker upper = new Upper();
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(line.startsWith("late") ? new Late().work(line) : attempt(upper, line));
    }
  }

  private static String attempt(Worker worker, String line) {
    try {
      return worker.work(line.strip());
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private Served() {}
}
