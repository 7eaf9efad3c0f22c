package app;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import java.util.ArrayList;
import java.util.List;

/** What LangChain4j's interfaces have had since 1.13 and 1.20, each once. */
public final class NextApp {
  public static void main(String[] arguments) {
    ChatRequest hello = ChatRequest.builder().messages(UserMessage.from("Hi")).build();
    System.out.println(new AnsweringModelWithOptions().chat(hello).aiMessage().text());
    published(hello);
    chat(hello);
    embeddings();
    retrieved();
    searched();
    System.exit(0);
  }

  private static void published(ChatRequest request) {
    List<String> heard = new ArrayList<>();
    PublishingModel.Listener listener = new PublishingModel.Listener(heard);
    new PublishingModel(null).doChat(request).subscribe(listener);
    listener.subscription().request(2);
    System.out.println(heard);
  }

  private static void chat(ChatRequest request) {
    AsyncModel model = new AsyncModel();
    var answer = model.doChatAsync(request);
    model.future.complete(ChatResponse.builder().aiMessage(AiMessage.from("Later.")).build());
    System.out.println(answer.join().aiMessage().text());
  }

  private static void embeddings() {
    LateReader model = new LateReader();
    var answer = model.embedAsync(EmbeddingRequest.builder().input("Hi").build());
    model.embeddings.complete(EmbeddingResponse.builder().embeddings(List.of(vector())).build());
    System.out.println(answer.join().embeddings().size());
  }

  private static void retrieved() {
    LateReader retriever = new LateReader();
    var answer = retriever.retrieveAsync(Query.from("cats"));
    retriever.contents.complete(List.of(Content.from("Cats are cats.")));
    System.out.println(answer.join().size());
  }

  private static void searched() {
    LateStore store = new LateStore();
    var answer =
        store.searchAsync(EmbeddingSearchRequest.builder().queryEmbedding(vector()).build());
    store.future.complete(new EmbeddingSearchResult<>(List.of()));
    System.out.println(answer.join().matches().size());
  }

  private static Embedding vector() {
    return Embedding.from(new float[] {1, 2});
  }

  private NextApp() {}
}
