package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import java.util.ArrayList;
import java.util.List;

/** All hooks of this package. */
public final class SpringAiHooks implements HookSet {
  @Override
  public List<Hook> hooks() {
    Calls calls = new Calls();
    List<Hook> hooks = new ArrayList<>();
    hooks.addAll(ClientHook.all(calls));
    hooks.add(new ClientStreamHook());
    hooks.addAll(ChatHook.all());
    hooks.addAll(StreamHook.all(calls));
    hooks.add(new ToolRoundHook(calls));
    hooks.addAll(ToolHook.all(calls));
    hooks.add(new EmbeddingHook());
    hooks.addAll(VectorStoreHook.all());
    hooks.addAll(AdvisorHook.all());
    hooks.addAll(AdvisorStreamHook.all());
    hooks.add(new ObservedTwiceHook());
    return List.copyOf(hooks);
  }
}
