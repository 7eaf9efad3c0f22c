package app;

import com.google.adk.tools.Annotations.Schema;
import java.util.Map;

/** A tool. */
public final class Calculator {
  @Schema(description = "Adds two numbers.")
  public static Map<String, Object> add(
      @Schema(name = "a", description = "one") int a,
      @Schema(name = "b", description = "another") int b) {
    if (a < 0) {
      throw new IllegalArgumentException("no negative numbers");
    }
    return Map.of("sum", a + b);
  }
}
