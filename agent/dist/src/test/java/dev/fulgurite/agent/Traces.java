package dev.fulgurite.agent;

import dev.fulgurite.exporter.store.StoredSpan;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All that a run left, as text that is the same for the same run: no ids, ports or times. */
final class Traces {
  static String of(Run run) {
    List<StoredSpan> spans = Files.exists(run.store()) ? run.spans() : List.of();
    String[] keys =
        spans.stream()
            .flatMap(span -> span.attributes().asMap().keySet().stream())
            .map(key -> key.getKey())
            .collect(Collectors.toCollection(TreeSet::new))
            .toArray(String[]::new);
    String tree = SpanTreeText.of(spans).showing(keys).unordered().toString();
    return masked(tree + run.stdout() + run.stderr().replace(run.folder().toString(), "FOLDER"));
  }

  private static String masked(String text) {
    return text.replaceAll("\\b[0-9a-f]{16}([0-9a-f]{16})?\\b", "ID")
        .replaceAll("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "UUID")
        .replaceAll("jsonrpc.request.id=[0-9a-f]{8}-", "jsonrpc.request.id=ID-")
        .replaceAll("time_to_first_chunk=[0-9.E-]+", "time_to_first_chunk=T")
        .replaceAll("((localhost|127\\.0\\.0\\.1):|server\\.port=)[0-9]+", "$1PORT");
  }

  private Traces() {}
}
