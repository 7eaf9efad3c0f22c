package dev.fulgurite.examples.twoprocesses;

import java.util.List;

/** One jar, three programs: the demonstration, the planner and the worker. */
public final class Main {
  private static final String USAGE =
      """
      two-processes.jar                     the demonstration, with a Redis of its own
      two-processes.jar demo URL            the same with yours
      two-processes.jar plan URL JOB N      plans a report of N sections, and waits for them
      two-processes.jar work URL JOB NAME   writes sections, until there are none""";

  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    if (words.isEmpty()) {
      LocalRedis.use(Demo::run);
    } else if (words.size() == 2 && words.get(0).equals("demo")) {
      Demo.run(words.get(1));
    } else if (words.size() == 4 && words.get(0).equals("plan")) {
      Planner.run(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
    } else if (words.size() == 4 && words.get(0).equals("work")) {
      Worker.run(words.get(1), words.get(2), words.get(3));
    } else {
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private Main() {}
}
