package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.reflect.Getters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a retrieval found.
 *
 * @param documents a retriever's {@code Content}s or a store's {@code EmbeddingMatch}es
 */
record FoundDocuments(List<?> documents) {
  /** The GenAI conventions have no key for it. */
  static final String COUNT = "db.response.returned_rows";

  /**
   * @param response a list, or an {@code EmbeddingSearchResult}
   */
  static FoundDocuments in(@Nullable Object response) {
    return new FoundDocuments(
        response instanceof List<?> list ? list : Getters.list(response, "matches"));
  }

  /** Without their texts: id and score, as far as they are known. */
  List<Map<String, Object>> described() {
    return documents.stream().map(FoundDocuments::describe).toList();
  }

  private static Map<String, Object> describe(@Nullable Object document) {
    Map<?, ?> metadata = read(document, "metadata") instanceof Map<?, ?> map ? map : Map.of();
    String id = text(document, "embeddingId");
    Object score = read(document, "score");
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("id", id != null ? id : named(metadata, "EMBEDDING_ID"));
    described.put("score", score instanceof Number ? score : named(metadata, "SCORE"));
    described.values().removeIf(Objects::isNull);
    return described;
  }

  /** The keys are the constants of LangChain4j's {@code ContentMetadata}. */
  private static @Nullable Object named(Map<?, ?> metadata, String constant) {
    for (Map.Entry<?, ?> entry : metadata.entrySet()) {
      if (entry.getKey() instanceof Enum<?> key && key.name().equals(constant)) {
        return entry.getValue() instanceof Number number
            ? number
            : String.valueOf(entry.getValue());
      }
    }
    return null;
  }
}
