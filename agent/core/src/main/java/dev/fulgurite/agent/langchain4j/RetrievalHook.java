package dev.fulgurite.agent.langchain4j;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.genai.Surroundings;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A retriever, which is asked with a text, and an embedding store, which is asked with a vector;
 * since 1.20 each may answer with a future. A store's search lies under its retriever's span.
 */
final class RetrievalHook implements Hook {
  private final HookTarget target;

  private RetrievalHook(HookTarget target) {
    this.target = target;
  }

  static List<Hook> all() {
    HookTarget retrieve =
        target("langchain4j.retriever", Names.CONTENT_RETRIEVER, "retrieve", Names.QUERY);
    HookTarget search =
        target("langchain4j.store", Names.EMBEDDING_STORE, "search", Names.SEARCH_REQUEST);
    return List.of(
        new RetrievalHook(retrieve),
        new RetrievalHook(async("langchain4j.retriever-async", "retrieveAsync", retrieve)),
        new RetrievalHook(search),
        new RetrievalHook(async("langchain4j.store-async", "searchAsync", search)));
  }

  private static HookTarget target(String id, String type, String method, String parameterType) {
    return new HookTarget(id, type, true, method, List.of(parameterType));
  }

  private static HookTarget async(String id, String method, HookTarget blocking) {
    return new HookTarget(id, blocking.type(), true, method, blocking.parameterTypes()).optional();
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    String source = self == null ? "" : self.getClass().getSimpleName();
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.RETRIEVAL)
            .put(GenAi.PROVIDER_NAME, Providers.UNKNOWN)
            .put(GenAi.DATA_SOURCE_ID, source)
            .put(GenAi.REQUEST_TOP_K, read(arguments[0], "maxResults"))
            .toMap();
    String name = (GenAi.RETRIEVAL + " " + source).strip();
    Surroundings surroundings = Surroundings.now(home);
    SpanStart start = new SpanStart(name, SpanKind.CLIENT, attributes, null);
    Retrieval call = new Retrieval(home.start(start), surroundings);
    if (call.recording()) {
      String text = text(arguments[0], "text");
      call.set(
          new Attributes()
              .put(GenAi.RETRIEVAL_QUERY_TEXT, text != null ? text : text(arguments[0], "query"))
              .toMap());
    }
    return call;
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    Retrieval call = (Retrieval) span;
    if (returned instanceof CompletableFuture<?> future) {
      call.detach();
      return Futures.observed(future, call::finish, call.surroundings);
    }
    call.finish(returned, thrown);
    return returned;
  }

  private static final class Retrieval extends FrameworkCall {
    private final Surroundings surroundings;

    Retrieval(HookSpan span, Surroundings surroundings) {
      super(span);
      this.surroundings = surroundings;
    }

    @Override
    void answered(@Nullable Object response) {
      FoundDocuments found = FoundDocuments.in(response);
      set(new Attributes().put(FoundDocuments.COUNT, found.documents().size()).toMap());
      if (recording()) {
        set(new Attributes().put(GenAi.RETRIEVAL_DOCUMENTS, Json.write(found.described())).toMap());
      }
    }
  }
}
