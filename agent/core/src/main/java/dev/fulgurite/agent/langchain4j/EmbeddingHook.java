package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.read;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An embedding model: each implements {@code embedAll} until 1.16, later {@code doEmbed}, and since
 * 1.20 perhaps {@code doEmbedAsync}. One calls the other; the outermost makes the span.
 */
final class EmbeddingHook implements Hook {
  private final HookTarget target;

  private EmbeddingHook(HookTarget target) {
    this.target = target;
  }

  static List<Hook> all() {
    return List.of(
        new EmbeddingHook(target("langchain4j.embeddings", "embedAll", "java.util.List")),
        new EmbeddingHook(
            target("langchain4j.embeddings-request", "doEmbed", Names.EMBEDDING_REQUEST)
                .optional()),
        new EmbeddingHook(
            target("langchain4j.embeddings-async", "doEmbedAsync", Names.EMBEDDING_REQUEST)
                .optional()));
  }

  private static HookTarget target(String id, String method, String parameterType) {
    return new HookTarget(id, Names.EMBEDDING_MODEL, true, method, List.of(parameterType));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    String model = model(self, arguments[0]);
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.EMBEDDINGS)
            .put(GenAi.PROVIDER_NAME, Providers.of(self))
            .put(GenAi.REQUEST_MODEL, model)
            .toMap();
    ModelFrame outside = ModelFrames.current();
    if (outside != null && outside.absorb(attributes)) {
      return null;
    }
    String name = model == null ? GenAi.EMBEDDINGS : GenAi.EMBEDDINGS + " " + model;
    Surroundings surroundings = Surroundings.now(home);
    SpanStart start = new SpanStart(name, SpanKind.CLIENT, attributes, null);
    return new Embedding(home.start(start), surroundings);
  }

  private static @Nullable String model(@Nullable Object self, @Nullable Object request) {
    String asked = Getters.text(request, "modelName");
    String name = asked != null ? asked : Getters.text(self, "modelName");
    // What LangChain4j's interface answers for a model that does not say.
    return "unknown".equals(name) ? null : name;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Embedding call = (Embedding) span;
    call.leave();
    if (returned instanceof CompletableFuture<?> future) {
      call.detach();
      return Futures.observed(future, call::finish, call.surroundings);
    }
    call.finish(returned, thrown);
    return returned;
  }

  private static final class Embedding extends FrameworkCall implements ModelFrame {
    private final @Nullable ModelFrame before = ModelFrames.swap(this);
    private final Surroundings surroundings;

    Embedding(HookSpan span, Surroundings surroundings) {
      super(span);
      this.surroundings = surroundings;
    }

    void leave() {
      ModelFrames.swap(before);
    }

    @Override
    public boolean absorb(Map<String, Object> attributes) {
      set(attributes);
      return true;
    }

    /** A {@code Response}, or from {@code doEmbed} an {@code EmbeddingResponse}. */
    @Override
    void answered(@Nullable Object response) {
      List<?> content = Getters.list(response, "content");
      List<?> embeddings = content.isEmpty() ? Getters.list(response, "embeddings") : content;
      set(
          new Attributes()
              .put(GenAi.RESPONSE_MODEL, read(response, "modelName"))
              .put(GenAi.USAGE_INPUT_TOKENS, read(response, "tokenUsage", "inputTokenCount"))
              .put(
                  GenAi.EMBEDDINGS_DIMENSION_COUNT,
                  embeddings.isEmpty() ? null : read(embeddings.get(0), "dimension"))
              .toMap());
    }
  }
}
