package app;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;
import reactor.core.scheduler.Schedulers;

/** Tools by annotation; one asks a model of its own, on another thread. */
public final class Calculator {
  private final ChatModel model;

  Calculator(ChatModel model) {
    this.model = model;
  }

  @Tool(description = "Adds")
  public int add(int a, int b) {
    return a + b;
  }

  @Tool(description = "Divides")
  public int divide(int a, int b) {
    return a / b;
  }

  @Tool(description = "Asks")
  public String ask(String question) {
    return ChatClient.create(model).prompt(question).stream()
        .content()
        .subscribeOn(Schedulers.newSingle("asking"))
        .blockLast();
  }
}
