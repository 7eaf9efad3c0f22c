package dev.fulgurite.examples.travel;

import com.google.adk.tools.Annotations.Schema;
import java.util.List;
import java.util.Map;

/** The planner's tools. */
public final class Lookup {
  /** What the sky will be like. */
  @Schema(description = "Tomorrow's weather in a city.")
  public static Map<String, Object> weather(
      @Schema(name = "city", description = "its name") String city) {
    return Map.of("sky", city.equals("Porto") ? "sunny" : "unknown");
  }

  /** When trains leave. */
  @Schema(description = "Tomorrow's trains to a city.")
  public static Map<String, Object> trains(
      @Schema(name = "city", description = "its name") String city) {
    return Map.of("departures", city.equals("Porto") ? List.of("08:30", "13:00") : List.of());
  }

  private Lookup() {}
}
