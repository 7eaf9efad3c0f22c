package app;

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
import reactor.core.scheduler.Schedulers;

/** Asks in one of Spring AI's ways; arguments: the server's URL, the way, the question's lines. */
public final class SpringAiApp {
  private final ChatModel model;
  private final ChatClient client;
  private final String url;
  private final String question;

  private SpringAiApp(String url, String question) {
    this.url = url;
    this.question = question;
    this.model = Models.chat(url);
    this.client = ChatClient.create(model);
  }

  public static void main(String[] arguments) {
    String[] lines = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
    SpringAiApp app = new SpringAiApp(arguments[0], String.join("\n", lines));
    try {
      System.out.println("answer=" + app.ask(arguments[1]));
    } catch (RuntimeException e) {
      System.out.println("failure=" + e.getClass().getName());
      System.exit(3);
    }
    System.exit(0);
  }

  private Object ask(String way) {
    return switch (way) {
      case "call" -> request().call().content();
      case "entity" -> request().call().entity(Map.class);
      case "stream" -> words(request().stream().content());
      case "cancel" -> words(request().stream().content().take(1));
      case "twice" -> twice(request().stream().content());
      case "elsewhere" -> words(request().stream().content().subscribeOn(Schedulers.single()));
      case "model" -> text(model, question);
      case "model-stream" -> words(model.stream(question));
      case "memory" -> remembering();
      case "advisors" -> request().advisors(new SimpleLoggerAdvisor(), advisor()).call().content();
      case "vectors" -> vectors();
      default -> throw new IllegalArgumentException(way);
    };
  }

  private ChatClient.ChatClientRequestSpec request() {
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

  private static String text(ChatModel model, String question) {
    return model.call(new Prompt(question)).getResult().getOutput().getText();
  }

  private String remembering() {
    ChatMemory memory = MessageWindowChatMemory.builder().build();
    return request()
        .advisors(MessageChatMemoryAdvisor.builder(memory).build())
        .advisors(spec -> spec.param(ChatMemory.CONVERSATION_ID, "conversation-7"))
        .call()
        .content();
  }

  private static MessageChatMemoryAdvisor advisor() {
    return MessageChatMemoryAdvisor.builder(MessageWindowChatMemory.builder().build()).build();
  }

  private String vectors() {
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
