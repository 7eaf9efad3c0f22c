package dev.fulgurite.agent.anthropic;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.SdkHook;
import java.util.ArrayList;
import java.util.List;

/** All hooks of this package. */
public final class AnthropicHooks implements HookSet {
  private static final String ROOT = "com.anthropic.";

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    add(hooks, "messages", "blocking.MessageServiceImpl", "");
    add(hooks, "messages-async", "async.MessageServiceAsyncImpl", "");
    add(hooks, "beta-messages", "blocking.beta.MessageServiceImpl", "beta.");
    add(hooks, "beta-messages-async", "async.beta.MessageServiceAsyncImpl", "beta.");
    return hooks;
  }

  private static void add(List<Hook> hooks, String name, String service, String beta) {
    Api api = new Messages();
    for (String method : List.of("create", "createStreaming")) {
      for (String raw : List.of("", "$WithRawResponseImpl")) {
        HookTarget target =
            new HookTarget(
                "anthropic." + name + (method.equals("create") ? "" : "-streaming"),
                ROOT + "services." + service + raw,
                false,
                method,
                List.of(
                    ROOT + "models." + beta + "messages.MessageCreateParams",
                    ROOT + "core.RequestOptions"));
        hooks.add(new SdkHook(target, api, NativeSpans::areOpenedBy));
      }
    }
  }
}
