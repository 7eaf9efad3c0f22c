package app;

import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.concurrent.CompletableFuture;

/** A store that answers when the test does. */
final class LateStore extends InMemoryEmbeddingStore<String> {
  public final CompletableFuture<EmbeddingSearchResult<String>> future = new CompletableFuture<>();

  @Override
  public CompletableFuture<EmbeddingSearchResult<String>> searchAsync(
      EmbeddingSearchRequest request) {
    return future;
  }
}
