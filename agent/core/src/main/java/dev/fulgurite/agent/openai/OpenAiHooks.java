package dev.fulgurite.agent.openai;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.SdkHook;
import java.util.ArrayList;
import java.util.List;

/** All hooks of this package. */
public final class OpenAiHooks implements HookSet {
  private static final String ROOT = "com.openai.";
  private static final String CHAT = "models.chat.completions.ChatCompletionCreateParams";
  private static final String RESPONSE = "models.responses.ResponseCreateParams";
  private static final String EMBEDDING = "models.embeddings.EmbeddingCreateParams";

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    Service chat = new Service("chat", "chat.ChatCompletion", CHAT, new ChatCompletions());
    Service responses = new Service("responses", "Response", RESPONSE, new Responses());
    Service embeddings = new Service("embeddings", "Embedding", EMBEDDING, new Embeddings());
    for (Service service : List.of(chat, responses, embeddings)) {
      service.addTo(hooks, "create", "");
      if (service.api() instanceof Api.Streaming) {
        service.addTo(hooks, "createStreaming", "-streaming");
      }
    }
    return List.copyOf(hooks);
  }

  private record Service(String id, String name, String params, Api api) {
    /** Blocking and asynchronous; the one with the raw response is the same place. */
    void addTo(List<Hook> hooks, String method, String kind) {
      for (String raw : List.of("", "$WithRawResponseImpl")) {
        hooks.add(hook(id + kind, "blocking." + name + "ServiceImpl" + raw, method));
        hooks.add(hook(id + "-async" + kind, "async." + name + "ServiceAsyncImpl" + raw, method));
      }
    }

    private Hook hook(String id, String service, String method) {
      return new SdkHook(
          new HookTarget(
              "openai." + id,
              ROOT + "services." + service,
              false,
              method,
              List.of(ROOT + params, ROOT + "core.RequestOptions")),
          api);
    }
  }
}
