package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.json.SpanJson;
import dev.fulgurite.exporter.store.SessionSummary;
import dev.fulgurite.exporter.store.TraceSummary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The fields of summaries. Times are seconds, as in span JSON. */
final class SummaryJson {
  static void session(JsonGenerator json, SessionSummary session) throws IOException {
    json.writeStringField("session_id", session.sessionId());
    json.writeStringField("session_source", session.sessionSource());
    json.writeStringField("user_id", session.userId());
    json.writeNumberField("traces", session.traces());
    counts(json, session.spans(), session.modelCalls(), session.toolCalls(), session.errors());
    json.writeNumberField("messages", session.messages());
    json.writeNumberField("rewards", session.rewards());
    reward(json, session.reward());
    json.writeNumberField("input_tokens", session.inputTokens());
    json.writeNumberField("output_tokens", session.outputTokens());
    json.writeBooleanField("finished", session.finished());
    seconds(json, "start", session.startEpochNanos());
    seconds(json, "end", session.endEpochNanos());
  }

  static void trace(JsonGenerator json, TraceSummary trace) throws IOException {
    json.writeStringField("trace_id", trace.traceId());
    json.writeStringField("session_id", trace.sessionId());
    json.writeStringField("name", trace.rootName());
    counts(json, trace.spans(), trace.modelCalls(), trace.toolCalls(), trace.errors());
    reward(json, trace.reward());
    json.writeNumberField("input_tokens", trace.inputTokens());
    json.writeNumberField("output_tokens", trace.outputTokens());
    seconds(json, "start", trace.startEpochNanos());
    seconds(json, "end", trace.endEpochNanos());
  }

  static void seconds(JsonGenerator json, String field, long epochNanos) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(SpanJson.seconds(epochNanos));
  }

  static void counts(JsonGenerator json, long spans, long modelCalls, long toolCalls, long errors)
      throws IOException {
    json.writeNumberField("spans", spans);
    json.writeNumberField("model_calls", modelCalls);
    json.writeNumberField("tool_calls", toolCalls);
    json.writeNumberField("errors", errors);
  }

  private static void reward(JsonGenerator json, @Nullable Double reward) throws IOException {
    number(json, "reward", reward);
  }

  /** JSON has no infinities, and a text in place of a number is what readers fall over. */
  static void number(JsonGenerator json, String field, @Nullable Double number) throws IOException {
    json.writeFieldName(field);
    if (number == null || !Double.isFinite(number)) {
      json.writeNull();
    } else {
      json.writeNumber(number);
    }
  }

  private SummaryJson() {}
}
