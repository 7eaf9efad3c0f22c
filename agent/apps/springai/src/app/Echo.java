package app;

import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** A model of the application's own. */
final class Echo implements ChatModel {
  @Override
  public ChatResponse call(Prompt prompt) {
    return new ChatResponse(List.of(new Generation(new AssistantMessage(prompt.getContents()))));
  }

  @Override
  public Flux<ChatResponse> stream(Prompt prompt) {
    return Flux.fromIterable(List.of(prompt, prompt)).map(this::call);
  }
}
