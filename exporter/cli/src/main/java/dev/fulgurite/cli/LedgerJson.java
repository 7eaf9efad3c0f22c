package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.cli.doctor.ProcessState;
import dev.fulgurite.exporter.LedgerRow;
import dev.fulgurite.exporter.LedgerSnapshot;
import java.io.IOException;
import java.util.Map;

/** The fields of a ledger row. */
final class LedgerJson {
  static void row(JsonGenerator json, LedgerRow row) throws IOException {
    LedgerSnapshot counts = row.counts();
    json.writeStringField("destination", row.destination());
    json.writeStringField("process_id", row.processId());
    json.writeNumberField("pid", row.pid());
    json.writeStringField("state", ProcessState.of(row).word());
    json.writeBooleanField("closed", row.closed());
    SummaryJson.seconds(json, "started", row.startedEpochNanos());
    SummaryJson.seconds(json, "updated", row.updatedEpochNanos());
    json.writeNumberField("emitted", counts.emitted());
    json.writeNumberField("sampled_out", counts.sampledOut());
    json.writeNumberField("dropped", counts.dropped());
    json.writeNumberField("delivered", counts.delivered());
    json.writeNumberField("failed", counts.failed());
    json.writeNumberField("in_flight", counts.inFlight());
    json.writeBooleanField("balanced", counts.balanced());
    reasons(json, "dropped_by_reason", counts.droppedByReason());
    reasons(json, "failed_by_reason", counts.failedByReason());
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
