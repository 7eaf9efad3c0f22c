package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A blocking call of a chat client: every way to ask for the answer ends at one private method,
 * which has another second parameter in each version, or none. The outermost makes the span.
 */
final class ClientHook implements Hook {
  private final HookTarget target;
  private final Calls calls;

  private ClientHook(Calls calls, String id, String... parameterTypes) {
    this.target =
        new HookTarget(
            id,
            Names.CALL_SPEC,
            false,
            "doGetObservableChatClientResponse",
            Arrays.asList(parameterTypes));
    this.calls = calls;
  }

  static List<Hook> all(Calls calls) {
    return List.of(
        new ClientHook(calls, "springai.client", Names.CLIENT_REQUEST),
        new ClientHook(calls, "springai.client-1.0", Names.CLIENT_REQUEST, "java.lang.String"),
        new ClientHook(calls, "springai.client-2.0", Names.CLIENT_REQUEST, Names.ADVISOR_CHAIN));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object asked = arguments[0];
    if (asked == calls.clientRequest.get()) {
      return null;
    }
    ClientRequest request = new ClientRequest(asked);
    ClientCall call = new ClientCall(home.start(request.start()), request);
    call.before = calls.clientRequest.swap(asked);
    return call;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ClientCall call = (ClientCall) span;
    calls.clientRequest.swap(call.before);
    if (thrown != null) {
      call.failed(thrown);
    } else {
      call.next(returned);
      call.completed();
    }
    return returned;
  }
}
