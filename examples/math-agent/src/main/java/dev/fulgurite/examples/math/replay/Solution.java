package dev.fulgurite.examples.math.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A worked solution, as the turns in which a model would say it. */
public record Solution(List<Turn> turns) {
  private static final Pattern STEP = Pattern.compile("<<([^<>]*)>>");

  /**
   * What the model says in one reply.
   *
   * @param expression what it asks the calculator, verbatim; null in the last turn
   */
  public record Turn(String text, @Nullable String expression) {}

  public Solution {
    turns = List.copyOf(turns);
  }

  /** Each {@code <<expression=result>>} ends a turn; one that is never closed is plain text. */
  public static Solution parse(String text) {
    List<Turn> turns = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int from = 0;
    while (step.find()) {
      turns.add(new Turn(text.substring(from, step.start()).strip(), expression(step.group(1))));
      from = step.end();
    }
    turns.add(new Turn(text.substring(from).strip(), null));
    return new Solution(turns);
  }

  /** How often this solution uses the calculator. */
  public int steps() {
    return turns.size() - 1;
  }

  private static String expression(String step) {
    int equals = step.indexOf('=');
    return equals < 0 ? step : step.substring(0, equals);
  }
}
