package dev.fulgurite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the example's own server and tools counted, from its last lines. */
record Counted(
    int questions, int services, int models, int tools, int rewards, int total, double accuracy) {
  private static final Pattern COUNTED =
      Pattern.compile(
          "counted: questions=(\\d+) service_calls=(\\d+) model_calls=(\\d+) tool_calls=(\\d+)"
              + " rewards=(\\d+) total=(\\d+)");
  private static final Pattern ACCURACY = Pattern.compile("accuracy: ([0-9.E-]+) \\(");

  static Counted in(Run run) {
    Matcher counted = COUNTED.matcher(run.out());
    Matcher accuracy = ACCURACY.matcher(run.out());
    assertThat(counted.find() && accuracy.find()).as(run.out()).isTrue();
    return new Counted(
        number(counted, 1),
        number(counted, 2),
        number(counted, 3),
        number(counted, 4),
        number(counted, 5),
        number(counted, 6),
        Double.parseDouble(accuracy.group(1)));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
