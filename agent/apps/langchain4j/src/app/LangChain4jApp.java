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

/** Asks an AI service with tools; behind the server's URL: how, and what. */
public final class LangChain4jApp {
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
    System.exit(run(arguments));
  }

  /** As a server would, which goes on. */
  public static int run(String[] arguments) throws Exception {
    Assistant assistant = assistant(arguments[0] + "/v1");
    for (int i = 1; i < arguments.length; i += 2) {
      String question = arguments[i + 1];
      System.out.println(
          arguments[i].equals("stream")
              ? stream(assistant, question)
              : assistant.ask("memory-7", question));
    }
    return 0;
  }

  private static Assistant assistant(String url) {
    return AiServices.builder(Assistant.class)
        .chatModel(OpenAiChatModel.builder().baseUrl(url).apiKey("none").modelName("gpt").build())
        .streamingChatModel(
            OpenAiStreamingChatModel.builder().baseUrl(url).apiKey("none").modelName("gpt").build())
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
        .tools(new Calculator())
        .build();
  }

  private static String stream(Assistant assistant, String question) throws Exception {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    assistant.stream("memory-8", question)
        .onPartialResponse(word -> {})
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    return done.get().aiMessage().text();
  }

  private LangChain4jApp() {}
}
