package dev.fulgurite.agent.mcp;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import java.util.ArrayList;
import java.util.List;

/** All hooks of this package. */
public final class McpHooks implements HookSet {
  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.addAll(ClientHook.all());
    hooks.add(new SendHook());
    hooks.addAll(ServerHook.all());
    hooks.addAll(ToolHandlerHook.all());
    return List.copyOf(hooks);
  }
}
