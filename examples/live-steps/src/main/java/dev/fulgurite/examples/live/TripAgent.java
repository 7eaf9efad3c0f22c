package dev.fulgurite.examples.live;

import dev.fulgurite.api.Role;
import dev.fulgurite.exporter.live.SessionStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans a trip without a model: what it does is written down, so that it needs no key. */
final class TripAgent implements Runnable {
  private static final Map<String, String> TRAINS =
      Map.of("berlin", "08:34, 4 h 02", "paris", "09:12, 3 h 18", "vienna", "07:55, 4 h 10");

  private final SessionStream stream;
  private final String question;
  private final Runnable pause;

  /**
   * @param pause between two steps: nobody could follow them otherwise
   */
  TripAgent(SessionStream stream, String question, Runnable pause) {
    this.stream = stream;
    this.question = question;
    this.pause = pause;
  }

  @Override
  public void run() {
    try (stream) {
      stream.message(Role.USER, question);
      pause.run();
      stream.thinking("A place is wanted, then a train that goes there.");
      pause.run();
      answer(train());
    } catch (RuntimeException e) {
      stream.error(e);
    }
  }

  private Optional<Map.Entry<String, String>> train() {
    String asked = question.toLowerCase(Locale.ROOT);
    return TRAINS.entrySet().stream()
        .filter(train -> asked.contains(train.getKey()))
        .min(Map.Entry.comparingByKey());
  }

  private void answer(Optional<Map.Entry<String, String>> train) {
    if (train.isEmpty()) {
      List<String> places = TRAINS.keySet().stream().sorted().toList();
      stream.error("No place that I know: try one of " + places);
      return;
    }
    stream.toolCall("timetable", "call-1", "{\"to\":\"" + train.get().getKey() + "\"}");
    pause.run();
    stream.toolResult("timetable", "call-1", train.get().getValue());
    pause.run();
    stream.progress("1 of 1 trains looked at");
    pause.run();
    stream.finalResponse("Take the train at " + train.get().getValue() + ".");
  }
}
