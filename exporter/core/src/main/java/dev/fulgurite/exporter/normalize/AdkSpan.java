package dev.fulgurite.exporter.normalize;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * A span of Google's ADK in the GenAI conventions' names. Since 1.0 its spans are {@code
 * invoke_agent NAME}, {@code call_llm}, {@code execute_tool NAME} and, for the ADK's own user
 * interface, {@code execute_tool (merged)}, which executes nothing; before, {@code agent_run
 * [NAME]}, {@code tool_call [NAME]} and {@code tool_response [NAME]}.
 */
final class AdkSpan {
  static final String SCOPE = "gcp.vertex.agent";

  private static final AttributeKey<String> OPERATION = stringKey(GenAi.OPERATION_NAME);
  private static final AttributeKey<String> EXCEPTION_TYPE = stringKey("exception.type");
  private static final String MERGED = "(merged";
  private static final String UNKNOWN_ID = "<not specified>";

  private final SpanData span;
  private final Attributes own;
  private final Additions out;

  AdkSpan(SpanData span) {
    this.span = span;
    this.own = span.getAttributes();
    this.out = new Additions(own);
  }

  /**
   * @param session to replace that of the trace, if it is known
   */
  Attributes attributes(@Nullable String session) {
    if (session != null) {
      out.replace(Fulgurite.SESSION_ID, session);
      out.replace(GenAi.CONVERSATION_ID, session);
      out.replace(Fulgurite.SESSION_SOURCE, Fulgurite.SOURCE_FRAMEWORK);
    }
    out.add(GenAi.PROVIDER_NAME, text("gen_ai.system"));
    addErrorType();
    int space = span.getName().indexOf(' ');
    String what = space < 0 ? span.getName() : span.getName().substring(0, space);
    String whom = space < 0 ? null : withoutBrackets(span.getName().substring(space + 1));
    switch (what) {
      case "invoke_agent", "agent_run" -> agent(whom);
      case "call_llm" -> model();
      case "execute_tool", "tool_call" -> tool(whom);
      case "tool_response" -> toolResponse(whom);
      default -> {}
    }
    return out.build();
  }

  private void agent(@Nullable String name) {
    out.replace(GenAi.OPERATION_NAME, GenAi.INVOKE_AGENT);
    out.add(GenAi.AGENT_NAME, name);
  }

  private void model() {
    out.replace(GenAi.OPERATION_NAME, GenAi.CHAT);
    new AdkRequest(AdkJson.parse(adk("llm_request"))).addTo(out);
    new AdkResponse(AdkJson.parse(adk("llm_response"))).addTo(out);
  }

  private void tool(@Nullable String name) {
    if (name != null && name.startsWith(MERGED)) {
      out.remove(OPERATION);
      return;
    }
    out.replace(GenAi.OPERATION_NAME, GenAi.EXECUTE_TOOL);
    out.add(GenAi.TOOL_NAME, name);
    String id = text("gen_ai.tool_call.id");
    out.add(GenAi.TOOL_CALL_ID, UNKNOWN_ID.equals(id) ? null : id);
    out.add(GenAi.TOOL_CALL_ARGUMENTS, adk("tool_call_args"));
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    out.add(GenAi.TOOL_CALL_RESULT, failed ? null : adk("tool_response"));
  }

  /** A span of its own, whose operation has been counted with the call. */
  private void toolResponse(@Nullable String name) {
    if (name != null) {
      out.add(GenAi.TOOL_NAME, name);
      out.add(GenAi.TOOL_CALL_RESULT, adk("tool_response"));
    }
  }

  private void addErrorType() {
    if (span.getStatus().getStatusCode() == StatusCode.ERROR) {
      for (EventData event : span.getEvents()) {
        out.add("error.type", event.getAttributes().get(EXCEPTION_TYPE));
      }
    }
  }

  private @Nullable String adk(String key) {
    return text(SCOPE + "." + key);
  }

  private @Nullable String text(String key) {
    return own.get(stringKey(key));
  }

  private static String withoutBrackets(String name) {
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }
}
