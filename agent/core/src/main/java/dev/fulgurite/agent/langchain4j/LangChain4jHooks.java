package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import java.util.ArrayList;
import java.util.List;

/** All hooks of this package. */
public final class LangChain4jHooks implements HookSet {
  @Override
  public List<Hook> hooks() {
    Calls calls = new Calls();
    List<Hook> hooks = new ArrayList<>();
    hooks.add(new ServiceHook(calls));
    hooks.add(new InvocationHook(calls));
    hooks.add(new TokenStreamHook(calls));
    hooks.addAll(ChatHook.all(calls));
    hooks.addAll(ChatOverrideHook.all(calls));
    hooks.add(new StreamingChatHook(calls));
    hooks.add(new ChatPublisherHook(calls));
    hooks.add(new StreamCancelHook(calls));
    hooks.addAll(ToolHook.all(calls));
    hooks.addAll(ToolFailureHook.all(calls));
    hooks.addAll(AgentStepHook.all(calls));
    hooks.add(new AgentSystemHook(calls));
    hooks.addAll(AgentThreadHook.all(calls));
    hooks.addAll(EmbeddingHook.all());
    hooks.addAll(RetrievalHook.all());
    return List.copyOf(hooks);
  }
}
