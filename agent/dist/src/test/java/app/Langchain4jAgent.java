package app;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;
import java.util.concurrent.CompletableFuture;

/** An agent with tools that run at once; its one argument says whether it streams. */
public final class Langchain4jAgent {
  public interface Assistant {
    String ask(@MemoryId String id, @UserMessage String question);

    TokenStream stream(@MemoryId String id, @UserMessage String question);
  }

  public static final class Calculator {
    @Tool("Adds")
    public int add(@P("a") int a, @P("b") int b) {
      return a + b;
    }

    @Tool("Divides")
    public int divide(@P("a") int a, @P("b") int b) {
      return a / b;
    }
  }

  public static void main(String[] arguments) throws Exception {
    CannedOpenAi server = new CannedOpenAi();
    boolean streaming = arguments[0].equals("streaming");
    AiServices<Assistant> services =
        AiServices.builder(Assistant.class)
            .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
            .tools(new Calculator())
            .executeToolsConcurrently();
    System.out.println("answer=" + (streaming ? stream(services, server) : ask(services, server)));
    server.stop();
    System.exit(0);
  }

  private static String ask(AiServices<Assistant> services, CannedOpenAi server) {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("gpt-canned")
            .build();
    return services.chatModel(model).build().ask("memory-7", "2+3?");
  }

  private static String stream(AiServices<Assistant> services, CannedOpenAi server)
      throws Exception {
    OpenAiStreamingChatModel model =
        OpenAiStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("gpt-canned")
            .build();
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    services.streamingChatModel(model).build().stream("memory-7", "2+3?")
        .onPartialResponse(word -> {})
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    return done.get().aiMessage().text();
  }

  private Langchain4jAgent() {}
}
