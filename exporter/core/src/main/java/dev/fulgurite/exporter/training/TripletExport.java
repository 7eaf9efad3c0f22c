package dev.fulgurite.exporter.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.GenAi;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes one triplet of prompt, response and reward per model call, in start order. Calls of one
 * response give one line; content that was not recorded is null.
 */
public final class TripletExport implements EpisodeExport {
  private final Writer out;
  private final CreditPolicy policy;
  private final ExportReport.Counter counter = new ExportReport.Counter();

  /** {@code out} is neither flushed nor closed. */
  public TripletExport(Writer out, CreditPolicy policy) {
    this.out = out;
    this.policy = policy;
  }

  @Override
  public void add(Episode episode, Predicate<? super StoredSpan> wanted) throws IOException {
    Credit credit = policy.credit(episode);
    AgentNames agents = new AgentNames(episode);
    for (StoredSpan call : episode.calls()) {
      if (wanted.test(call)) {
        JsonLines.write(triplet(call, credit.of(call), agents.of(call)), out);
        counter.line();
      }
    }
    counter.leaveOut(
        "of a response already told", episode.repeatedCalls().stream().filter(wanted).count());
    credit.remark(counter);
  }

  @Override
  public ExportReport report() {
    return counter.report();
  }

  private ObjectNode triplet(StoredSpan call, @Nullable Double reward, @Nullable String agent) {
    CallContent content = CallContent.of(call);
    counter.remark("calls without a recorded prompt", content.prompt() == null ? 1 : 0);
    counter.remark("calls without a recorded response", content.response() == null ? 1 : 0);
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    side(line.putObject("prompt"), tokens(call, "prompt_token_ids"), content.prompt());
    side(line.putObject("response"), tokens(call, "response_token_ids"), content.response());
    line.put("reward", reward);
    line.putObject("metadata")
        .put("response_id", call.string(GenAi.RESPONSE_ID))
        .put("agent_name", agent)
        .put("rollout_id", call.string(AgentLightning.ROLLOUT_ID))
        .put("attempt_id", call.string(AgentLightning.ATTEMPT_ID))
        .put("trace_id", call.traceId())
        .put("span_id", call.spanId());
    return line;
  }

  private static void side(ObjectNode side, JsonNode tokens, @Nullable JsonNode content) {
    side.set("token_ids", tokens);
    side.set("raw_content", content);
  }

  /** A list attribute, or the JSON of a list of whole numbers; empty for anything else. */
  private static JsonNode tokens(StoredSpan call, String key) {
    List<Long> ids = call.attributes().get(AttributeKey.longArrayKey(key));
    String text = call.string(key);
    JsonNode tokens = JsonLines.MAPPER.valueToTree(ids == null ? List.of() : ids);
    JsonNode parsed = text == null ? tokens : JsonLines.parse(text);
    boolean list = parsed.isArray();
    for (JsonNode token : parsed) {
      list &= token.isIntegralNumber();
    }
    return list ? parsed : tokens;
  }
}
