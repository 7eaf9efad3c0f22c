package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Asks a model, as often as there are arguments behind the server's URL, each in the way it says.
 */
public final class OpenAiApp {
  private final OpenAIClient client;

  private OpenAiApp(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments));
  }

  /** As a server would, which goes on. */
  public static int run(String[] arguments) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(arguments[0] + "/v1")
            .apiKey("none")
            .maxRetries(1)
            .build();
    OpenAiApp app = new OpenAiApp(client);
    Map<String, Way> ways = app.ways();
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(arguments[i] + ": " + ways.get(arguments[i]).ask());
    }
    return 0;
  }

  private interface Way {
    Object ask() throws Exception;
  }

  private Map<String, Way> ways() {
    return Map.ofEntries(
        Map.entry("chat", () -> text(client.chat().completions().create(chat("Hello")))),
        Map.entry("chat-streaming", () -> chatStreaming("Hello")),
        Map.entry("chat-async", () -> chatAsync("Hello").thenApply(OpenAiApp::text).join()),
        Map.entry("chat-async-streaming", () -> chatAsyncStreaming("Hello")),
        Map.entry("responses", () -> text(client.responses().create(response("Hello")))),
        Map.entry("responses-streaming", this::responsesStreaming),
        Map.entry(
            "responses-async",
            () -> text(client.async().responses().create(response("Hello")).join())),
        Map.entry("responses-async-streaming", this::responsesAsyncStreaming),
        Map.entry("embeddings", () -> length(client.embeddings().create(embedding()))),
        Map.entry(
            "embeddings-async",
            () -> length(client.async().embeddings().create(embedding()).join())),
        Map.entry("tools", () -> ToolRound.run(client, "2", "5")),
        Map.entry("tools-streaming", () -> ToolRound.stream(client)),
        Map.entry("error", this::error),
        Map.entry("error-async", this::errorAsync),
        Map.entry("retry", () -> text(client.chat().completions().create(chat("fail 429 once")))),
        Map.entry("closed", this::closed),
        Map.entry("closed-async", this::closedAsync),
        Map.entry("cancelled", this::cancelled),
        Map.entry("raw", () -> new RawResponses(client).blocking(chat("Hello"))),
        Map.entry("raw-streaming", () -> new RawResponses(client).streaming(chat("Hello"))),
        Map.entry("raw-async", () -> new RawResponses(client).async(chat("Hello"))),
        Map.entry("raw-unread", () -> new RawResponses(client).unread(chat("Hello"))),
        Map.entry("raw-error", () -> new RawResponses(client).error(chat("fail 400"))));
  }

  private static ChatCompletionCreateParams chat(String question) {
    return ChatCompletionCreateParams.builder()
        .model("gpt")
        .addSystemMessage("Be brief.")
        .addUserMessage(question)
        .temperature(0.5)
        .topP(0.9)
        .maxCompletionTokens(100)
        .seed(7)
        .stop("END")
        .build();
  }

  private static ResponseCreateParams response(String question) {
    return ResponseCreateParams.builder()
        .model("gpt")
        .instructions("Be brief.")
        .input(question)
        .temperature(0.5)
        .maxOutputTokens(100)
        .build();
  }

  private static EmbeddingCreateParams embedding() {
    return EmbeddingCreateParams.builder().model("embed").input("Hello").dimensions(2).build();
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().get(0).message().content().orElse("nothing");
  }

  private static String text(Response response) {
    return response.output().get(0).message().get().content().get(0).outputText().get().text();
  }

  private static int length(CreateEmbeddingResponse response) {
    return response.data().get(0).embedding().size();
  }

  private static String text(ChatCompletionChunk chunk) {
    return chunk.choices().stream()
        .flatMap(choice -> choice.delta().content().stream())
        .collect(Collectors.joining());
  }

  private static String text(ResponseStreamEvent event) {
    return event.outputTextDelta().map(delta -> delta.delta()).orElse("");
  }

  private String chatStreaming(String question) {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat(question))) {
      return stream.stream().map(OpenAiApp::text).collect(Collectors.joining("|"));
    }
  }

  /** Not closed: it is over when it is exhausted. */
  private String responsesStreaming() {
    StreamResponse<ResponseStreamEvent> stream =
        client.responses().createStreaming(response("Hello"));
    String answer = stream.stream().map(OpenAiApp::text).collect(Collectors.joining());
    // The SDK closes what nobody refers to.
    Reference.reachabilityFence(stream);
    return answer;
  }

  private CompletableFuture<ChatCompletion> chatAsync(String question) {
    return client.async().chat().completions().create(chat(question));
  }

  private String chatAsyncStreaming(String question) throws Exception {
    StringBuilder answer = new StringBuilder();
    client
        .async()
        .chat()
        .completions()
        .createStreaming(chat(question).toBuilder().streamOptions(withUsage()).build())
        .subscribe(chunk -> answer.append(text(chunk)))
        .onCompleteFuture()
        .get();
    return answer.toString();
  }

  private static ChatCompletionStreamOptions withUsage() {
    return ChatCompletionStreamOptions.builder().includeUsage(true).build();
  }

  private String responsesAsyncStreaming() throws Exception {
    StringBuilder answer = new StringBuilder();
    client
        .async()
        .responses()
        .createStreaming(response("Hello"))
        .subscribe(event -> answer.append(text(event)))
        .onCompleteFuture()
        .get();
    return answer.toString();
  }

  private String error() {
    try {
      return text(client.chat().completions().create(chat("fail 400")));
    } catch (OpenAIServiceException e) {
      return e.getClass().getName() + " " + e.statusCode();
    }
  }

  private String errorAsync() {
    try {
      return text(chatAsync("fail 400").join());
    } catch (CompletionException e) {
      return e.getCause().getClass().getName();
    }
  }

  private String closed() {
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat("hang"))) {
      return stream.stream().map(OpenAiApp::text).filter(s -> !s.isEmpty()).findFirst().get();
    }
  }

  private String closedAsync() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    AsyncStreamResponse<ChatCompletionChunk> stream =
        client.async().chat().completions().createStreaming(chat("hang"));
    stream.subscribe(
        chunk -> {
          if (!text(chunk).isEmpty()) {
            stream.close();
            first.complete(text(chunk));
          }
        });
    return first.get();
  }

  private String cancelled() {
    CompletableFuture<ChatCompletion> future = chatAsync("Hello");
    boolean done = future.cancel(true);
    try {
      return text(future.join());
    } catch (CancellationException e) {
      return "cancelled " + (done && future.isCancelled());
    }
  }
}
