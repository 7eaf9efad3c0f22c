package app;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.client.advisor.SimpleLoggerAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.Document;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import org.springframework.ai.vectorstore.filter.FilterExpressionBuilder;
import reactor.core.publisher.Flux;

/** Asks in several of Spring AI's ways; arguments: the server's URL, then a way and a question. */
public final class SpringAiApp {
  private final ChatModel model;
  private final ChatClient client;
  private final String url;

  private SpringAiApp(String url) {
    this.url = url;
    this.model = Models.chat(url, ObservationRegistry.NOOP);
    this.client = ChatClient.create(model);
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** As a server would, which goes on; how many questions failed. */
  public static int run(String[] arguments) {
    SpringAiApp app = new SpringAiApp(arguments[0]);
    int failures = 0;
    for (int i = 1; i < arguments.length; i += 2) {
      try {
        System.out.println(arguments[i] + "=" + app.ask(arguments[i], arguments[i + 1]));
      } catch (RuntimeException e) {
        System.out.println(arguments[i] + " failed: " + e.getClass().getName());
        failures++;
      }
    }
    return failures;
  }

  private Object ask(String way, String question) {
    return switch (way) {
      case "call" -> request(question).call().content();
      case "entity" -> request(question).call().entity(Map.class);
      case "stream" -> words(request(question).stream().content());
      case "cancel" -> words(request(question).stream().content().take(1));
      case "model" -> model.call(new Prompt(question)).getResult().getOutput().getText();
      case "model-stream" -> twice(model.stream(question));
      case "own" -> new Echo().call(question) + words(new Echo().stream(question));
      case "observed" -> observed().call(question);
      case "memory" -> remembering(question).call().content();
      case "memory-stream" -> words(remembering(question).stream().content());
      case "polite" ->
          polite(question).call().content() + words(polite(question).stream().content());
      case "vectors" -> vectors(question);
      default -> throw new IllegalArgumentException(way);
    };
  }

  private ChatClient.ChatClientRequestSpec request(String question) {
    return client
        .prompt()
        .system("Be brief.")
        .user(question)
        .tools(new Calculator(model))
        .toolCallbacks(new Shout());
  }

  private static String words(Flux<String> words) {
    StringBuilder all = new StringBuilder();
    words.doOnNext(word -> all.append(word).append('|')).blockLast();
    return all.toString();
  }

  private static String twice(Flux<String> words) {
    return words(words) + words(words);
  }

  private ChatClient.ChatClientRequestSpec remembering(String question) {
    ChatMemory memory = MessageWindowChatMemory.builder().build();
    return request(question)
        .advisors(new SimpleLoggerAdvisor(), MessageChatMemoryAdvisor.builder(memory).build())
        .advisors(spec -> spec.param(ChatMemory.CONVERSATION_ID, "conversation-7"));
  }

  private ChatClient.ChatClientRequestSpec polite(String question) {
    return request(question).advisors(new Politeness());
  }

  private ChatModel observed() {
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(new DefaultTracingObservationHandler(Tracer.NOOP));
    return Models.chat(url, observations);
  }

  private String vectors(String question) {
    SimpleVectorStore store = SimpleVectorStore.builder(Models.embeddings(url)).build();
    store.add(List.of(document("d1", "one"), document("d2", "fourteen words")));
    String found = store.similaritySearch(question).stream().map(Document::getId).toList() + "";
    store.delete(List.of("d1"));
    try {
      store.delete(new FilterExpressionBuilder().eq("kind", "text").build());
    } catch (UnsupportedOperationException e) {
      return found + " filter: unsupported";
    }
    return found;
  }

  private static Document document(String id, String text) {
    return new Document(id, text, Map.of("kind", "text"));
  }
}
