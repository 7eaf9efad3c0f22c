package app;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.concurrent.CompletableFuture;

/** A secret in each place of what LangChain4j does. */
public final class CanaryApp {
  /** What it says, and what it throws. */
  public static final class Notebook {
    @Tool("Notes")
    public String note(@P("text") String text) {
      return Canary.at("result");
    }

    @Tool("Refuses")
    public String refuse(@P("text") String text) {
      throw new IllegalStateException(Canary.at("toolerror"));
    }
  }

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0] + "/v1";
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(url)
            .apiKey("none")
            .modelName("gpt")
            .maxRetries(0)
            .build();
    LangChain4jApp.Assistant assistant = assistant(url, model);
    assistant.ask(
        Canary.at("memory"),
        Canary.at("prompt")
            + ("\ncall note {\"text\":\"" + Canary.said("argument") + "\"}")
            + ("\ncall refuse {\"text\":\"" + Canary.said("refused") + "\"}"));
    stream(assistant, Canary.at("streamprompt") + "\nsay " + Canary.said("streamed"));
    retrieve(OpenAiEmbeddingModel.builder().baseUrl(url).apiKey("none").modelName("embed").build());
    model.chat("say " + Canary.said("answer"));
    try {
      model.chat(Canary.at("badprompt") + "\nfail 400 " + Canary.said("error"));
    } catch (RuntimeException expected) {
      // its message has what the server says
    }
    Canary.await();
  }

  private static LangChain4jApp.Assistant assistant(String url, ChatModel model) {
    return AiServices.builder(LangChain4jApp.Assistant.class)
        .chatModel(model)
        .streamingChatModel(
            OpenAiStreamingChatModel.builder().baseUrl(url).apiKey("none").modelName("gpt").build())
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
        .systemMessageProvider(id -> Canary.at("system"))
        .tools(new Notebook())
        .build();
  }

  private static void stream(LangChain4jApp.Assistant assistant, String question) {
    CompletableFuture<Object> done = new CompletableFuture<>();
    assistant.stream("memory-8", question)
        .onPartialResponse(word -> {})
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    done.join();
  }

  private static void retrieve(EmbeddingModel embeddings) {
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    TextSegment segment = TextSegment.from(Canary.at("document"));
    store.add(embeddings.embed(segment).content(), segment);
    EmbeddingStoreContentRetriever.builder()
        .embeddingModel(embeddings)
        .embeddingStore(store)
        .build()
        .retrieve(Query.from(Canary.at("query")));
  }

  private CanaryApp() {}
}
