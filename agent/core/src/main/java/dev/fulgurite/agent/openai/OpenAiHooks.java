package dev.fulgurite.agent.openai;

import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import dev.fulgurite.agent.hook.HookTarget;
import dev.fulgurite.agent.wire.Api;
import dev.fulgurite.agent.wire.SdkHook;
import java.util.List;

/** All hooks of this package. */
public final class OpenAiHooks implements HookSet {
  private static final String ROOT = "com.openai.";
  private static final String CHAT = "models.chat.completions.ChatCompletionCreateParams";
  private static final String RESPONSE = "models.responses.ResponseCreateParams";
  private static final String EMBEDDING = "models.embeddings.EmbeddingCreateParams";

  @Override
  public List<Hook> hooks() {
    Api chat = new ChatCompletions();
    Api responses = new Responses();
    Api embeddings = new Embeddings();
    return List.of(
        hook("chat", "blocking.chat.ChatCompletionServiceImpl", "create", CHAT, chat),
        hook(
            "chat-streaming",
            "blocking.chat.ChatCompletionServiceImpl",
            "createStreaming",
            CHAT,
            chat),
        hook("chat-async", "async.chat.ChatCompletionServiceAsyncImpl", "create", CHAT, chat),
        hook(
            "chat-async-streaming",
            "async.chat.ChatCompletionServiceAsyncImpl",
            "createStreaming",
            CHAT,
            chat),
        hook("responses", "blocking.ResponseServiceImpl", "create", RESPONSE, responses),
        hook(
            "responses-streaming",
            "blocking.ResponseServiceImpl",
            "createStreaming",
            RESPONSE,
            responses),
        hook("responses-async", "async.ResponseServiceAsyncImpl", "create", RESPONSE, responses),
        hook(
            "responses-async-streaming",
            "async.ResponseServiceAsyncImpl",
            "createStreaming",
            RESPONSE,
            responses),
        hook("embeddings", "blocking.EmbeddingServiceImpl", "create", EMBEDDING, embeddings),
        hook(
            "embeddings-async",
            "async.EmbeddingServiceAsyncImpl",
            "create",
            EMBEDDING,
            embeddings));
  }

  private static Hook hook(String name, String service, String method, String params, Api api) {
    return new SdkHook(
        new HookTarget(
            "openai." + name,
            ROOT + "services." + service,
            false,
            method,
            List.of(ROOT + params, ROOT + "core.RequestOptions")),
        api);
  }
}
