package app;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An embedding model and a retriever that answer when the test does. */
final class LateReader implements EmbeddingModel, ContentRetriever {
  public final CompletableFuture<EmbeddingResponse> embeddings = new CompletableFuture<>();
  public final CompletableFuture<List<Content>> contents = new CompletableFuture<>();

  @Override
  public CompletableFuture<EmbeddingResponse> doEmbedAsync(EmbeddingRequest request) {
    return embeddings;
  }

  @Override
  public List<Content> retrieve(Query query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<Content>> retrieveAsync(Query query) {
    return contents;
  }
}
