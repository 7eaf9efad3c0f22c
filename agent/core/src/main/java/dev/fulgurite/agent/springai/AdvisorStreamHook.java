package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.reactive.ObservedPublisher;
import dev.fulgurite.agent.reactive.StreamCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A streaming advisor, as in {@link AdvisorHook}: begins when its Flux is subscribed to. */
final class AdvisorStreamHook implements Hook {
  private final HookTarget target;

  private AdvisorStreamHook(String id, String type, boolean subtypes) {
    this.target =
        new HookTarget(
            id,
            type,
            subtypes,
            "adviseStream",
            List.of(Names.CLIENT_REQUEST, Names.STREAM_ADVISOR + "Chain"));
  }

  static List<Hook> all() {
    return List.of(
        new AdvisorStreamHook("springai.advisor.stream", Names.STREAM_ADVISOR, true),
        new AdvisorStreamHook("springai.advisor.base-stream", Names.BASE_ADVISOR, false));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public boolean isDefault() {
    return false;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    return new Advising(home, self);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Advising advising = (Advising) span;
    return ObservedPublisher.of(returned, advising.home, advising::open);
  }

  private static final class Advising extends Marker {
    private final Home home;
    private final @Nullable Object advisor;

    Advising(Home home, @Nullable Object advisor) {
      super(home.currentContext());
      this.home = home;
      this.advisor = advisor;
    }

    StreamCall open(Object parent) {
      return new AdvisorCall(home.startUnder(parent, AdvisorSpan.of(advisor)));
    }
  }

  private static final class AdvisorCall extends OpenCall implements StreamCall {
    AdvisorCall(HookSpan span) {
      super(span);
    }

    @Override
    public void leave() {
      detach();
    }

    @Override
    public Object inside() {
      return context();
    }

    @Override
    public void next(@Nullable Object response) {}

    @Override
    public void completed() {
      end();
    }

    @Override
    public void failed(Throwable thrown) {
      fail(thrown);
      end();
    }

    @Override
    public void cancelled() {
      end();
    }
  }
}
