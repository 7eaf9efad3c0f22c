package dev.fulgurite.exporter.lightning;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A request and its answer.
 *
 * @param request its body: JSON, or what a request with spans holds
 * @param answer its body as text
 */
@JsonPropertyOrder({"method", "path", "type", "request", "status", "answerType", "answer"})
record Exchange(
    String method,
    String path,
    String type,
    JsonNode request,
    int status,
    String answerType,
    String answer) {
  static final ObjectMapper JSON = new ObjectMapper();

  static List<Exchange> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Exchange::ofLine).toList();
  }

  String line() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it would be, had the client said it at another time. */
  String asked() {
    ObjectNode asked = JSON.createObjectNode().put("method", method).put("path", path);
    asked.put("type", type).set("request", request);
    return asked.toString();
  }

  private static Exchange ofLine(String line) {
    try {
      return JSON.readValue(line, Exchange.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
