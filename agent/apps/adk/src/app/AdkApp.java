package app;

import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import java.util.concurrent.ConcurrentHashMap;

/** Agents of Google's ADK with a model that answers by itself. */
public final class AdkApp {
  private static final String USER = "u-1";
  private static final String SESSION = "s-1";

  /** What the agent is: {@code tool} or {@code sequence}; and the question. */
  public static void main(String[] arguments) {
    // ADK keeps threads that are no daemons for a minute.
    System.exit(run(arguments));
  }

  /** As a server would, which goes on. */
  public static int run(String[] arguments) {
    BaseAgent agent = arguments[0].equals("sequence") ? sequence() : calculator("calculator");
    InMemoryRunner runner = new InMemoryRunner(agent);
    runner
        .sessionService()
        .createSession(runner.appName(), USER, new ConcurrentHashMap<>(), SESSION)
        .blockingGet();
    try {
      runner
          .runAsync(USER, SESSION, Content.fromParts(Part.fromText(arguments[1])))
          .blockingForEach(event -> System.out.println(event.stringifyContent()));
    } catch (RuntimeException e) {
      System.out.println("failed: " + e.getMessage());
    }
    return 0;
  }

  private static LlmAgent calculator(String name) {
    return LlmAgent.builder()
        .name(name)
        .description("Adds numbers.")
        .instruction("Use the tool.")
        .model(new StubLlm())
        .tools(FunctionTool.create(Calculator.class, "add"))
        .build();
  }

  private static SequentialAgent sequence() {
    return SequentialAgent.builder()
        .name("both")
        .description("One after the other.")
        .subAgents(calculator("first"), calculator("second"))
        .build();
  }
}
