package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.store.SqlAccess;
import java.io.IOException;
import java.util.List;

/** The fields of {@code stats --json}. Times are seconds, as in span JSON. */
record StatsJson(Stats stats, int top, List<SqlAccess.TableSize> sizes) {

  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("session_count", stats.sessions().size());
    row(json, stats.all());
    names(json, "sessions", "session_id", stats.bySession());
    names(json, "agents", "agent", stats.byAgent());
    names(json, "models", "model", stats.byModel());
    json.writeArrayFieldStart("tables");
    for (SqlAccess.TableSize size : sizes) {
      json.writeStartObject();
      json.writeStringField("name", size.name());
      json.writeNumberField("bytes", size.bytes());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** One of {@code stats --by … --json}. */
  static void period(JsonGenerator json, Stats.Group<Stats.Period> group) throws IOException {
    Stats.Period period = group.key();
    SummaryJson.seconds(json, "start", period.startEpochNanos());
    json.writeStringField("agent", period.agent());
    json.writeStringField("model", period.model());
    row(json, group.row());
  }

  private void names(
      JsonGenerator json, String field, String key, List<Stats.Group<Stats.Name>> groups)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Stats.Group<Stats.Name> group : groups.subList(0, Math.min(top, groups.size()))) {
      json.writeStartObject();
      json.writeStringField(key, group.key().text());
      row(json, group.row());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void row(JsonGenerator json, StatsRow row) throws IOException {
    SummaryJson.counts(json, row.spans(), row.calls(), row.tools(), row.errors());
    json.writeNumberField("input_tokens", row.inputTokens());
    json.writeNumberField("output_tokens", row.outputTokens());
    json.writeNumberField("rewards", row.rewards());
    SummaryJson.number(json, "average_reward", row.average());
  }
}
