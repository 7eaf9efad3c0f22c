package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.api.semconv.GenAi;
import io.opentelemetry.api.trace.SpanKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A vector store: a search is a retrieval, the rest are operations of a database. */
final class VectorStoreHook implements Hook {
  private final HookTarget target;

  private VectorStoreHook(String id, String method, String parameterType) {
    this.target = new HookTarget(id, Names.VECTOR_STORE, true, method, List.of(parameterType));
  }

  static List<Hook> all() {
    return List.of(
        new VectorStoreHook("springai.search", "similaritySearch", Names.SEARCH_REQUEST),
        new VectorStoreHook("springai.vectors-add", "add", "java.util.List"),
        new VectorStoreHook("springai.vectors-delete", "delete", "java.util.List"),
        new VectorStoreHook("springai.vectors-delete-where", "delete", Names.FILTER));
  }

  @Override
  public HookTarget target() {
    return target;
  }

  @Override
  public HookSpan enter(Home home, @Nullable Object self, String method, Object[] arguments) {
    String store = text(self, "getName");
    if (!method.equals("similaritySearch")) {
      return home.start(operation(method, store, arguments[0]));
    }
    HookSpan span = home.start(retrieval(store, arguments[0]));
    if (span.recording()) {
      span.set(
          new Attributes().put(GenAi.RETRIEVAL_QUERY_TEXT, read(arguments[0], "getQuery")).toMap());
    }
    return span;
  }

  private static SpanStart retrieval(@Nullable String store, @Nullable Object request) {
    Map<String, Object> attributes =
        new Attributes()
            .put(GenAi.OPERATION_NAME, GenAi.RETRIEVAL)
            .put(GenAi.PROVIDER_NAME, Providers.UNKNOWN)
            .put(GenAi.DATA_SOURCE_ID, store)
            .put(GenAi.REQUEST_TOP_K, read(request, "getTopK"))
            .toMap();
    return new SpanStart(GenAi.RETRIEVAL + " " + store, SpanKind.CLIENT, attributes, null);
  }

  private static SpanStart operation(
      String method, @Nullable String store, @Nullable Object affected) {
    Map<String, Object> attributes =
        new Attributes()
            .put("db.operation.name", method)
            .put("db.collection.name", store)
            .put("db.operation.batch.size", affected instanceof List<?> all ? all.size() : null)
            .toMap();
    return new SpanStart(method + " " + store, SpanKind.CLIENT, attributes, null);
  }

  @Override
  public @Nullable Object exit(
      HookSpan span, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown != null) {
      span.fail(thrown);
    } else if (returned instanceof List<?> found && span.recording()) {
      List<?> documents = found.stream().map(VectorStoreHook::document).toList();
      span.set(new Attributes().put(GenAi.RETRIEVAL_DOCUMENTS, Json.write(documents)).toMap());
    }
    span.end();
    return returned;
  }

  private static Map<String, Object> document(@Nullable Object document) {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("id", String.valueOf(text(document, "getId")));
    if (read(document, "getScore") instanceof Number score) {
      found.put("score", score.doubleValue());
    }
    return found;
  }
}
