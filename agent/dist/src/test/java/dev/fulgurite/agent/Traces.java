package dev.fulgurite.agent;

import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** All that a run left, as text that is the same for the same run: no ids, ports or times. */
record Traces(List<StoredSpan> spans) {
  static String of(Run run) {
    Traces traces = new Traces(Files.exists(run.store()) ? run.spans() : List.of());
    String said = run.stdout() + run.stderr().replace(run.folder().toString(), "FOLDER");
    return traces + masked(said);
  }

  /** A line for each span, in the order of their text, since some run at the same time. */
  @Override
  public String toString() {
    return spans.stream()
        .map(span -> masked(path(span) + ' ' + about(span)))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String path(StoredSpan span) {
    String above =
        spans.stream()
            .filter(other -> other.spanId().equals(span.parentSpanId()))
            .map(this::path)
            .findFirst()
            .orElse(span.parentSpanId() == null ? "" : "?");
    return above + '/' + span.name();
  }

  private static String about(StoredSpan span) {
    return span.attributes().asMap().entrySet().stream()
        .map(attribute -> attribute.getKey().getKey() + '=' + attribute.getValue())
        .sorted()
        .collect(Collectors.joining(" ", span.kind() + " " + span.status() + " ", ""));
  }

  private static String masked(String text) {
    return text.replaceAll("\\b[0-9a-f]{16}([0-9a-f]{16})?\\b", "ID")
        .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "UUID")
        .replaceAll("jsonrpc.request.id=[0-9a-f]{8}-", "jsonrpc.request.id=ID-")
        .replaceAll("time_to_first_chunk=[0-9.E-]+", "time_to_first_chunk=T")
        .replaceAll("((localhost|127\\.0\\.0\\.1):|server\\.port=)[0-9]+", "$1PORT");
  }
}
