package app;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks a model, as often as there are arguments behind the server's URL, each in the way it says.
 */
public final class AnthropicApp {
  private final AnthropicClient client;

  private AnthropicApp(AnthropicClient client) {
    this.client = client;
  }

  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments));
  }

  /** As a server would, which goes on. */
  public static int run(String[] arguments) throws Exception {
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .fromEnv()
            .baseUrl(arguments[0])
            .apiKey("none")
            .maxRetries(1)
            .build();
    Map<String, Way> ways = new AnthropicApp(client).ways();
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(arguments[i] + ": " + ways.get(arguments[i]).ask());
    }
    return 0;
  }

  private interface Way {
    Object ask() throws Exception;
  }

  private Map<String, Way> ways() {
    return Map.of(
        "messages",
        () -> text(client.messages().create(message("Hello"))),
        "messages-streaming",
        () -> streaming("Hello"),
        "messages-async",
        () -> text(client.async().messages().create(message("Hello")).join()),
        "messages-async-streaming",
        this::asyncStreaming,
        "beta",
        () -> text(client.beta().messages().create(beta())),
        "beta-streaming",
        this::betaStreaming,
        "beta-async",
        () -> text(client.async().beta().messages().create(beta()).join()),
        "beta-async-streaming",
        this::betaAsyncStreaming,
        "error",
        this::error,
        "closed",
        this::closed);
  }

  private static MessageCreateParams message(String question) {
    return MessageCreateParams.builder()
        .model("claude")
        .maxTokens(100)
        .system("Be brief.")
        .addUserMessage(question)
        .addStopSequence("END")
        .build();
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams beta() {
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model("claude")
        .maxTokens(100)
        .addUserMessage("Hello")
        .build();
  }

  private static String text(Message message) {
    return message.content().get(0).text().get().text();
  }

  private static String text(BetaMessage message) {
    return message.content().get(0).text().get().text();
  }

  private static String text(RawMessageStreamEvent event) {
    return event
        .contentBlockDelta()
        .flatMap(block -> block.delta().text())
        .map(delta -> delta.text())
        .orElse("");
  }

  private String streaming(String question) {
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(message(question))) {
      return stream.stream().map(AnthropicApp::text).collect(Collectors.joining("|"));
    }
  }

  private String asyncStreaming() throws Exception {
    StringBuilder answer = new StringBuilder();
    client
        .async()
        .messages()
        .createStreaming(message("Hello"))
        .subscribe(event -> answer.append(text(event)))
        .onCompleteFuture()
        .get();
    return answer.toString();
  }

  private long betaStreaming() {
    try (StreamResponse<?> stream = client.beta().messages().createStreaming(beta())) {
      return stream.stream().count();
    }
  }

  private int betaAsyncStreaming() throws Exception {
    StringBuilder answer = new StringBuilder();
    client
        .async()
        .beta()
        .messages()
        .createStreaming(beta())
        .subscribe(event -> answer.append('.'))
        .onCompleteFuture()
        .get();
    return answer.length();
  }

  private String error() {
    try {
      return text(client.messages().create(message("fail 400")));
    } catch (AnthropicServiceException e) {
      return e.getClass().getName() + " " + e.statusCode();
    }
  }

  private String closed() {
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(message("hang"))) {
      return stream.stream().map(AnthropicApp::text).filter(s -> !s.isEmpty()).findFirst().get();
    }
  }
}
