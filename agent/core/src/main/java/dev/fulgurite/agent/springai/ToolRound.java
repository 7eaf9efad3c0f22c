package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Marker;
import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.HookSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tools that one answer asked for, while they run one after the other on this thread. */
final class ToolRound extends Marker {
  private final Calls calls;
  private final Home.Attachment attachment;
  private final List<Object> asked = new ArrayList<>();
  private final @Nullable ModelFrame frame = ModelFrames.swap(null);
  private final @Nullable HookSpan before;

  /**
   * @param context where the tools belong, which this thread may not know
   */
  ToolRound(Home home, Calls calls, Object context, @Nullable Object response) {
    super(context);
    this.calls = calls;
    this.attachment = home.attach(context);
    this.before = calls.tools.swap(this);
    for (Object result : list(response, "getResults")) {
      asked.addAll(list(result, "getOutput", "getToolCalls"));
    }
  }

  /** The id of the next call of the named tool, or null. */
  @Nullable String idOfNext(@Nullable String tool) {
    for (Object call : asked) {
      if (tool != null && tool.equals(text(call, "name"))) {
        asked.remove(call);
        return text(call, "id");
      }
    }
    return null;
  }

  void leave() {
    calls.tools.swap(before);
    ModelFrames.swap(frame);
    attachment.close();
  }
}
