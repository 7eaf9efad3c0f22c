package app;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.InputStream;

/** Asks for the HTTP response first, and for what is in it later. */
final class RawResponses {
  private final OpenAIClient client;

  RawResponses(OpenAIClient client) {
    this.client = client;
  }

  String blocking(ChatCompletionCreateParams params) {
    HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(params);
    return response.statusCode() + " " + response.parse().id();
  }

  long streaming(ChatCompletionCreateParams params) {
    HttpResponseFor<StreamResponse<ChatCompletionChunk>> response =
        client.chat().completions().withRawResponse().createStreaming(params);
    try (StreamResponse<ChatCompletionChunk> stream = response.parse()) {
      return stream.stream().count();
    }
  }

  String async(ChatCompletionCreateParams params) {
    return client
        .async()
        .chat()
        .completions()
        .withRawResponse()
        .create(params)
        .thenApply(response -> response.statusCode() + " " + response.parse().id())
        .join();
  }

  /** Reads the body itself. */
  boolean unread(ChatCompletionCreateParams params) throws Exception {
    try (HttpResponseFor<ChatCompletion> response =
            client.chat().completions().withRawResponse().create(params);
        InputStream body = response.body()) {
      return body.readAllBytes().length > 0;
    }
  }

  /** It is the parsing that throws, or the call. */
  String error(ChatCompletionCreateParams params) {
    try {
      return blocking(params);
    } catch (OpenAIServiceException e) {
      return e.getClass().getName() + " " + e.statusCode();
    }
  }
}
