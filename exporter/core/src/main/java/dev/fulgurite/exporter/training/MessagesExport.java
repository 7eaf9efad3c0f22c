package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.exporter.store.StoredSpan;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Predicate;

/**
 * Writes one training line per model call, in the form of OpenAI's chat completions: {@code
 * messages} ending with the answer, and {@code tools} where the model had some. A call that was not
 * recorded whole, or that the form has no words for, is left out and counted.
 */
public final class MessagesExport implements EpisodeExport {
  private final Writer out;
  private final ExportReport.Counter counter = new ExportReport.Counter();

  /** {@code out} is neither flushed nor closed. */
  public MessagesExport(Writer out) {
    this.out = out;
  }

  @Override
  public void add(Episode episode, Predicate<? super StoredSpan> wanted) throws IOException {
    for (StoredSpan call : episode.calls()) {
      if (wanted.test(call)) {
        add(call);
      }
    }
    counter.leaveOut(
        "of a response already told", episode.repeatedCalls().stream().filter(wanted).count());
  }

  @Override
  public ExportReport report() {
    return counter.report();
  }

  private void add(StoredSpan call) throws IOException {
    try {
      Turn turn = Turn.of(CallContent.of(call));
      JsonLines.write(line(turn), out);
      counter.line();
      turn.remark(counter);
    } catch (NoTrainingLine e) {
      counter.leaveOut(String.valueOf(e.getMessage()), 1);
    }
  }

  private static ObjectNode line(Turn turn) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set("messages", turn.messages());
    if (turn.tools() != null) {
      line.set("tools", turn.tools());
    }
    return line;
  }
}
