package dev.fulgurite.examples.travel;

import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import java.util.Map;

/** Asks two agents one question and prints what they say. */
final class TravelDesk {
  private static final String QUESTION = "Shall I take the train to Porto tomorrow?";

  /** The traveller, who is also the session, and the question; both may be left out. */
  public static void main(String[] arguments) {
    String traveller = arguments.length > 0 ? arguments[0] : "ada";
    String question = arguments.length > 1 ? arguments[1] : QUESTION;
    InMemoryRunner runner = new InMemoryRunner(desk());
    runner
        .sessionService()
        .createSession(runner.appName(), traveller, Map.<String, Object>of(), traveller)
        .blockingGet();
    runner
        .runAsync(traveller, traveller, Content.fromParts(Part.fromText(question)))
        .filter(event -> event.functionCalls().isEmpty() && event.functionResponses().isEmpty())
        .blockingForEach(
            event -> System.out.println(event.author() + ": " + event.stringifyContent()));
    System.exit(0); // the ADK's idle threads would keep the program for a minute
  }

  private static SequentialAgent desk() {
    LlmAgent planner =
        LlmAgent.builder()
            .name("planner")
            .description("Finds out what there is to know about a trip.")
            .instruction("Look up the weather and the trains.")
            .model(model())
            .tools(
                FunctionTool.create(Lookup.class, "weather"),
                FunctionTool.create(Lookup.class, "trains"))
            .build();
    LlmAgent clerk =
        LlmAgent.builder()
            .name("clerk")
            .description("Writes to the traveller.")
            .instruction("Give an advice in one sentence.")
            .model(model())
            .build();
    return SequentialAgent.builder()
        .name("desk")
        .description("A planner, then a clerk.")
        .subAgents(planner, clerk)
        .build();
  }

  private static BaseLlm model() {
    String key = System.getenv("GOOGLE_API_KEY");
    return key == null ? new RecordedModel() : new Gemini("gemini-2.5-flash", key);
  }

  private TravelDesk() {}
}
