package dev.fulgurite.agent.openai;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.wire.Answer;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.api.semconv.GenAi;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /embeddings}. The vectors are not recorded, and not even written. */
final class Embeddings implements Api {
  @Override
  public String operation() {
    return GenAi.EMBEDDINGS;
  }

  @Override
  public Map<String, Object> asked(Object params) {
    return new Attributes()
        .put(GenAi.REQUEST_MODEL, text(params, "model"))
        .put(GenAi.EMBEDDINGS_DIMENSION_COUNT, read(params, "dimensions"))
        .toMap();
  }

  @Override
  public Map<String, Object> askedOf(@Nullable Object service) {
    return Map.of(GenAi.PROVIDER_NAME, Provider.of(service));
  }

  @Override
  public Map<String, Object> content(Object params) {
    return Map.of();
  }

  @Override
  public Answer answer(Object response) {
    return new Answer(
        new Attributes()
            .put(GenAi.RESPONSE_MODEL, text(response, "model"))
            .put(GenAi.USAGE_INPUT_TOKENS, read(response, "usage", "promptTokens"))
            .toMap());
  }
}
