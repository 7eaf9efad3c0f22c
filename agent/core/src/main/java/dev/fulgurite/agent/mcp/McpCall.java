package dev.fulgurite.agent.mcp;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.reactive.StreamCall;
import dev.fulgurite.api.semconv.GenAi;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The open span of one request, on either side. */
final class McpCall extends OpenCall implements StreamCall {
  private static final String STATUS_CODE = "rpc.response.status_code";
  private static final String ERROR_TYPE = "error.type";

  private final AtomicBoolean over = new AtomicBoolean();

  McpCall(HookSpan span, McpRequest request) {
    super(span);
    if (recording()) {
      set(request.content());
    }
  }

  @Override
  public void leave() {
    detach();
  }

  @Override
  public Object inside() {
    return context();
  }

  /** A result, or on the server's side the message that carries one. */
  @Override
  public void next(@Nullable Object item) {
    Object error = read(item, "error");
    if (error != null) {
      Object code = read(error, "code");
      fail(String.valueOf(code), text(error, "message"));
      set(new Attributes().put(STATUS_CODE, String.valueOf(code)).toMap());
      return;
    }
    Object carried = read(item, "result");
    McpResult result = new McpResult(carried != null ? carried : item);
    if (recording()) {
      set(new Attributes().put(GenAi.TOOL_CALL_RESULT, result.content()).toMap());
    }
    if (result.isError()) {
      // What went wrong is content, and stays where content may go.
      fail("tool_error", null);
    }
  }

  @Override
  public void completed() {
    if (over.compareAndSet(false, true)) {
      end();
    }
  }

  @Override
  public void failed(Throwable thrown) {
    if (over.compareAndSet(false, true)) {
      fail(thrown);
      String code = text(thrown, "getJsonRpcError", "code");
      if (code != null) {
        set(Map.of(STATUS_CODE, code, ERROR_TYPE, code));
      }
      end();
    }
  }

  @Override
  public void cancelled() {
    completed();
  }
}
