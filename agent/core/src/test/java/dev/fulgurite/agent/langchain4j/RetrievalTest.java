package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.fixture.LengthModel;
import dev.fulgurite.fixture.Notes;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Embedding models, embedding stores and retrievers. */
class RetrievalTest {
  @RegisterExtension final Traced traced = new Traced();

  @Test
  void embeddings_areASpan_withWhatTheyCost() {
    traced.embeddingModel().embedAll(List.of(TextSegment.from("one"), TextSegment.from("two")));

    SpanData span = traced.tree().only("embeddings embed-test");
    assertThat(traced.tree().spans()).hasSize(1);
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(SpanTree.string(span, "gen_ai.operation.name")).isEqualTo("embeddings");
    assertThat(SpanTree.string(span, "gen_ai.request.model")).isEqualTo("embed-test");
    assertThat(SpanTree.number(span, "gen_ai.usage.input_tokens")).isEqualTo(4);
    assertThat(SpanTree.number(span, "gen_ai.embeddings.dimension.count")).isEqualTo(3);
  }

  @Test
  void embeddings_areASpan_ofAnApplicationsOwnModel() {
    new LengthModel().embed("four");

    SpanData span = traced.tree().only("embeddings");
    assertThat(SpanTree.string(span, "gen_ai.request.model")).isNull();
    assertThat(SpanTree.string(span, "gen_ai.provider.name")).isEqualTo("langchain4j");
    assertThat(SpanTree.number(span, "gen_ai.embeddings.dimension.count")).isEqualTo(2);
  }

  @Test
  void retriever_hasItsModelAndItsStoreBelow() {
    EmbeddingModel model = new LengthModel();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.add(model.embed("Paris").content(), TextSegment.from("Paris"));
    EmbeddingStoreContentRetriever.builder()
        .embeddingModel(model)
        .embeddingStore(store)
        .maxResults(3)
        .build()
        .retrieve(Query.from("Where?"));

    assertThat(traced.tree().text())
        .isEqualTo(
            """
            embeddings
            retrieval EmbeddingStoreContentRetriever
              embeddings
              retrieval InMemoryEmbeddingStore
            """);
    SpanData search = traced.tree().only("retrieval InMemoryEmbeddingStore");
    assertThat(SpanTree.number(search, "gen_ai.request.top_k")).isEqualTo(3);
    assertThat(SpanTree.number(search, "db.response.returned_rows")).isEqualTo(1);
    assertThat(SpanTree.string(search, "gen_ai.retrieval.documents"))
        .startsWith("[{\"id\":\"")
        .contains("\"score\":0.9");
  }

  @Test
  void retriever_saysWhatItWasAskedAndWhatItFound() {
    new Notes().retrieve(Query.from("cats"));

    SpanData span = traced.tree().only("retrieval Notes");
    assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(SpanTree.string(span, "gen_ai.data_source.id")).isEqualTo("Notes");
    assertThat(SpanTree.string(span, "gen_ai.retrieval.query.text")).isEqualTo("cats");
    assertThat(SpanTree.number(span, "db.response.returned_rows")).isEqualTo(1);
    assertThat(SpanTree.string(span, "gen_ai.retrieval.documents")).isEqualTo("[{}]");
  }

  @Test
  void retriever_fails_withTheExceptionItThrew() {
    assertThatThrownBy(() -> new Notes().retrieve(Query.from("secret")))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(traced.tree().text()).isEqualTo("retrieval Notes !\n");
  }
}
