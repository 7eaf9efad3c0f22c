package app;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What few applications do with LangChain4j, each once; argument: the server's URL. */
public final class MoreApp {
  /** Without a memory. */
  public interface Assistant {
    String ask(String question);

    TokenStream stream(String question);
  }

  private final String url;

  private MoreApp(String url) {
    this.url = url;
  }

  public static void main(String[] arguments) throws Exception {
    MoreApp app = new MoreApp(arguments[0] + "/v1");
    System.out.println(app.agents());
    System.out.println(app.retrieval());
    System.out.println(app.copies());
    System.out.println(app.failingExecutor());
    System.out.println(app.cancelled());
    ChatRequest hello = ChatRequest.builder().messages(UserMessage.from("Hi")).build();
    System.out.println(new AnsweringModel(null).chat(hello).aiMessage().text());
    System.exit(0);
  }

  private ChatModel model() {
    return OpenAiChatModel.builder().baseUrl(url).apiKey("none").modelName("gpt").build();
  }

  private Writer writer() {
    return AgenticServices.agentBuilder(Writer.class).chatModel(model()).outputKey("story").build();
  }

  private Editor editor(boolean async) {
    return AgenticServices.agentBuilder(Editor.class)
        .chatModel(model())
        .async(async)
        .outputKey("summary")
        .build();
  }

  /** Two at the same time, one that is no AI, and one that nobody waits for. */
  private Object agents() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Object both =
        AgenticServices.parallelBuilder()
            .name("both")
            .subAgents(writer(), editor(false))
            .executor(threads)
            .output(scope -> scope.readState("story", "") + scope.readState("summary", ""))
            .outputKey("all")
            .build();
    Object answer =
        AgenticServices.sequenceBuilder()
            .name("publisher")
            .subAgents(both, new Counter(), editor(true))
            .outputKey("summary")
            .build()
            .invoke(Map.of("topic", "cats"));
    threads.shutdown();
    return answer;
  }

  private int retrieval() {
    EmbeddingModel own = new LengthModel();
    EmbeddingModel embed =
        OpenAiEmbeddingModel.builder().baseUrl(url).apiKey("none").modelName("embed").build();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.add(own.embed("Paris").content(), TextSegment.from("Paris"));
    int found =
        EmbeddingStoreContentRetriever.builder()
            .embeddingModel(own)
            .embeddingStore(store)
            .build()
            .retrieve(Query.from("Where?"))
            .size();
    return found + embed.embed("Hello").content().dimension();
  }

  /** The tools that run are not those that the model asked for, but their copies. */
  private String copies() {
    return AiServices.builder(Assistant.class)
        .chatModel(new RewritingModel(model()))
        .tools(new LangChain4jApp.Calculator())
        .executeToolsConcurrently()
        .build()
        .ask("call add {\"a\":2,\"b\":3}");
  }

  private String failingExecutor() {
    ToolSpecification specification = ToolSpecification.builder().name("fall").build();
    ToolExecutor executor =
        (request, memory) -> {
          throw new IllegalStateException("fell");
        };
    return AiServices.builder(Assistant.class)
        .chatModel(model())
        .tools(Map.of(specification, executor))
        .build()
        .ask("call fall {}");
  }

  private String cancelled() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    AiServices.builder(Assistant.class)
        .streamingChatModel(
            OpenAiStreamingChatModel.builder().baseUrl(url).apiKey("none").modelName("gpt").build())
        .build()
        .stream("hang")
        .onPartialResponseWithContext(
            (word, context) -> {
              context.streamingHandle().cancel();
              first.complete(word.text());
            })
        .onError(first::completeExceptionally)
        .start();
    return first.get();
  }
}
