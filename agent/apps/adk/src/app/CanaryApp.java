package app;

import com.google.adk.agents.LlmAgent;
import com.google.adk.models.BaseLlm;
import com.google.adk.models.BaseLlmConnection;
import com.google.adk.models.LlmRequest;
import com.google.adk.models.LlmResponse;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.Part;
import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A secret in each place of what Google's ADK does. */
public final class CanaryApp {
  /** A tool. */
  @Schema(description = "Notes.")
  public static Map<String, Object> note(@Schema(name = "text", description = "what") String text) {
    return Map.of("noted", Canary.at("result"));
  }

  public static void main(String[] arguments) throws Exception {
    LlmAgent agent =
        LlmAgent.builder()
            .name("notebook")
            .description("Notes.")
            .instruction(Canary.at("system"))
            .model(new Model())
            .tools(FunctionTool.create(CanaryApp.class, "note"))
            .build();
    InMemoryRunner runner = new InMemoryRunner(agent);
    String session = Canary.at("session");
    runner
        .sessionService()
        .createSession(runner.appName(), "u-1", new ConcurrentHashMap<>(), session)
        .blockingGet();
    for (String question : List.of(Canary.at("prompt"), "fail " + Canary.at("badprompt"))) {
      try {
        runner
            .runAsync("u-1", session, Content.fromParts(Part.fromText(question)))
            .blockingForEach(event -> {});
      } catch (RuntimeException expected) {
        // the model's
      }
    }
    Canary.await();
  }

  /** Calls the tool, says what it is to say, or fails. */
  private static final class Model extends BaseLlm {
    Model() {
      super("stub-1");
    }

    @Override
    public Flowable<LlmResponse> generateContent(LlmRequest request, boolean stream) {
      List<Part> parts = request.contents().get(request.contents().size() - 1).parts().get();
      Part last = parts.get(parts.size() - 1);
      if (last.text().orElse("").startsWith("fail")) {
        return Flowable.error(
            new IllegalStateException(
                Canary.at("error"), new RuntimeException(Canary.at("cause"))));
      }
      Part answer = last.functionResponse().isPresent() ? answer() : call();
      Content content = Content.builder().role("model").parts(answer).build();
      return Flowable.just(LlmResponse.builder().content(content).build());
    }

    private static Part answer() {
      return Part.fromText(Canary.at("answer"));
    }

    private static Part call() {
      Map<String, Object> arguments = Map.of("text", Canary.at("argument"));
      FunctionCall call = FunctionCall.builder().id("c-1").name("note").args(arguments).build();
      return Part.builder().functionCall(call).build();
    }

    @Override
    public BaseLlmConnection connect(LlmRequest request) {
      throw new UnsupportedOperationException("live");
    }
  }

  private CanaryApp() {}
}
