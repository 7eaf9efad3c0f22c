package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.read;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.ModelFrame;
import dev.fulgurite.agent.genai.ModelFrames;
import dev.fulgurite.agent.genai.OpenCall;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code EmbeddingModel.call}, where every way to embed a text ends. */
final class EmbeddingHook implements Hook {
  private static final HookTarget TARGET =
      new HookTarget(
          "springai.embeddings",
          Names.EMBEDDING_MODEL,
          true,
          "call",
          List.of(Names.EMBEDDING_REQUEST));

  @Override
  public HookTarget target() {
    return TARGET;
  }

  @Override
  public @Nullable HookSpan enter(
      Home home, @Nullable Object self, String method, Object[] arguments) {
    Object asked = read(arguments[0], "getOptions", "getModel");
    Object model = asked != null ? asked : read(self, "getOptions", "getModel");
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
    return new Embedding(home.start(new SpanStart(name, SpanKind.CLIENT, attributes, null)));
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Embedding call = (Embedding) span;
    ModelFrames.swap(call.before);
    if (thrown != null) {
      call.fail(thrown);
    } else {
      Object metadata = read(returned, "getMetadata");
      call.set(
          new Attributes()
              .put(GenAi.RESPONSE_MODEL, read(metadata, "getModel"))
              .put(GenAi.USAGE_INPUT_TOKENS, read(metadata, "getUsage", "getPromptTokens"))
              .toMap());
    }
    call.end();
    return returned;
  }

  private static final class Embedding extends OpenCall implements ModelFrame {
    private final @Nullable ModelFrame before = ModelFrames.swap(this);

    Embedding(HookSpan span) {
      super(span);
    }

    @Override
    public boolean absorb(Map<String, Object> attributes) {
      boolean same = GenAi.EMBEDDINGS.equals(attributes.get(GenAi.OPERATION_NAME));
      if (same) {
        set(attributes);
      }
      return same;
    }
  }
}
