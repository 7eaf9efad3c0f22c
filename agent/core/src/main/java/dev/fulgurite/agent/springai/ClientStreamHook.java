package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import dev.fulgurite.agent.reactive.StreamCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A streaming call of a chat client: begins when its Flux is subscribed to. */
final class ClientStreamHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "springai.client-stream",
          Names.STREAM_SPEC,
          false,
          "doGetObservableFluxChatResponse",
          List.of(Names.CLIENT_REQUEST));

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new ClientStream(home, new ClientRequest(arguments[0]));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    ClientStream stream = (ClientStream) span;
    return ObservedPublisher.of(returned, stream.home, stream::open);
  }

  private static final class ClientStream extends Marker {
    private final Home home;
    private final ClientRequest request;

    ClientStream(Home home, ClientRequest request) {
      super(home.currentContext());
      this.home = home;
      this.request = request;
    }

    StreamCall open(Object parent) {
      return new ClientCall(home.startUnder(parent, request.start()), request);
    }
  }
}
