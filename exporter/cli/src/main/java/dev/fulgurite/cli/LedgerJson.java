package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.cli.doctor.ProcessLedger;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.io.IOException;
import java.util.Map;

/** The fields of a ledger row. */
final class LedgerJson {
  static void row(JsonGenerator json, ProcessLedger ledger) throws IOException {
    LedgerRow row = ledger.row();
    LedgerSnapshot counts = row.counts();
    json.writeStringField("destination", row.destination());
    json.writeStringField("process_id", row.processId());
    json.writeNumberField("pid", row.pid());
    json.writeStringField("state", ledger.state().word());
    json.writeBooleanField("closed", row.closed());
    SummaryJson.seconds(json, "started", row.startedEpochNanos());
    SummaryJson.seconds(json, "updated", row.updatedEpochNanos());
    json.writeNumberField("emitted", counts.emitted());
    json.writeNumberField("sampled_out", counts.sampledOut());
    json.writeNumberField("dropped", counts.dropped());
    json.writeNumberField("delivered", counts.delivered());
    json.writeNumberField("failed", counts.failed());
    json.writeNumberField("lost", ledger.lost());
    json.writeNumberField("in_flight", ledger.inFlight());
    json.writeBooleanField("balanced", counts.balanced());
    reasons(json, "dropped_by_reason", counts.droppedByReason());
    reasons(json, "failed_by_reason", counts.failedByReason());
    reasons(json, "sampled_out_by_reason", counts.detail().sampledOutByReason());
    table(json, "kinds", counts.detail().kinds());
    table(json, "lanes", LedgerKinds.byLane(counts.detail().kinds()));
    reasons(json, "actions", counts.detail().actions());
  }

  private static void table(JsonGenerator json, String field, Map<String, Map<String, Long>> rows)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, Map<String, Long>> row : rows.entrySet()) {
      reasons(json, row.getKey(), row.getValue());
    }
    json.writeEndObject();
  }

  private static void reasons(JsonGenerator json, String field, Map<String, Long> reasons)
      throws IOException {
    json.writeObjectFieldStart(field);
    for (Map.Entry<String, Long> reason : reasons.entrySet()) {
      json.writeNumberField(reason.getKey(), reason.getValue());
    }
    json.writeEndObject();
  }

  private LedgerJson() {}
}
