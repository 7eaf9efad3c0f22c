package app;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailException;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;

/** A service with a guardrail, which one of two questions does not pass. */
public final class Guarded {
  public interface Assistant {
    String ask(String question);
  }

  public static final class Polite implements InputGuardrail {
    @Override
    public InputGuardrailResult validate(UserMessage message) {
      return message.singleText().contains("please") ? success() : failure("rude");
    }
  }

  public static void main(String[] arguments) throws Exception {
    CannedOpenAi server = new CannedOpenAi();
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(
                OpenAiChatModel.builder()
                    .baseUrl(server.baseUrl())
                    .apiKey("none")
                    .modelName("gpt-canned")
                    .build())
            .inputGuardrails(new Polite())
            .build();
    try {
      assistant.ask("Answer!");
    } catch (InputGuardrailException e) {
      System.out.println("refused");
    }
    server.stop();
    System.exit(0);
  }

  private Guarded() {}
}
