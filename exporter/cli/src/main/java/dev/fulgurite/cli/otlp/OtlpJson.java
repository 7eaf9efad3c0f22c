package dev.fulgurite.cli.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Requests as OTLP's JSON. */
public final class OtlpJson {
  // The default refuses strings of twenty megabytes, which bodies of agents may be.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  /** {@code request} on one line, without a line break. */
  public static String write(ExportTraceServiceRequest request) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new MessageWriter(json).write(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * Reads one request; keys that the protocol does not have are passed over.
   *
   * @throws OtlpException naming the path of the value at fault
   */
  public static ExportTraceServiceRequest read(String text) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    try (JsonParser json = JSON.createParser(text)) {
      try {
        json.nextToken();
        new MessageReader(json).read(request);
      } catch (JsonProcessingException e) {
        throw new OtlpException(path(json), e.getOriginalMessage());
      } catch (IllegalArgumentException e) {
        throw new OtlpException(path(json), String.valueOf(e.getMessage()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return request.build();
  }

  private static String path(JsonParser json) {
    String pointer = json.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
  }

  private OtlpJson() {}
}
