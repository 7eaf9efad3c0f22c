package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.fixture.LateReader;
import dev.fulgurite.fixture.LateStore;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What LangChain4j answers with futures since 1.20. */
class LateAnswersTest {
  @RegisterExtension final Traced traced = new Traced();

  @Test
  void embeddings_areOpen_untilTheirFutureIsDone() {
    LateReader model = new LateReader();
    var unused = model.embedAsync(EmbeddingRequest.builder().input("Hi").build());

    assertThat(traced.home().spans()).isEmpty();
    Embedding embedding = Embedding.from(new float[] {1, 2});
    model.embeddings.complete(EmbeddingResponse.builder().embeddings(List.of(embedding)).build());
    assertThat(
            SpanTree.number(traced.tree().only("embeddings"), "gen_ai.embeddings.dimension.count"))
        .isEqualTo(2);
  }

  @Test
  void retrieval_isOpen_untilItsFutureIsDone() {
    LateReader retriever = new LateReader();
    var unused = retriever.retrieveAsync(Query.from("cats"));

    assertThat(traced.home().spans()).isEmpty();
    retriever.contents.complete(List.of(Content.from("Cats are cats.")));
    assertThat(
            SpanTree.number(
                traced.tree().only("retrieval LateReader"), "db.response.returned_rows"))
        .isEqualTo(1);
  }

  @Test
  void search_fails_whenItsFutureDoes() {
    LateStore store = new LateStore();
    var unused =
        store.searchAsync(
            EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(new float[] {1}))
                .build());

    assertThat(traced.home().spans()).isEmpty();
    store.future.completeExceptionally(new IllegalStateException("gone"));
    assertThat(traced.tree().text()).isEqualTo("retrieval LateStore !\n");
  }
}
