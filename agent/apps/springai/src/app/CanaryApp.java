package app;

import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.memory.MessageWindowChatMemory;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.document.Document;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/** A secret in each place of what Spring AI does. */
public final class CanaryApp {
  /** What it says, and what it throws. */
  public static final class Notebook {
    @Tool(description = "Notes")
    public String note(String text) {
      return Canary.at("result");
    }

    @Tool(description = "Refuses")
    public String refuse(String text) {
      throw new IllegalStateException(Canary.at("toolerror"));
    }
  }

  public static void main(String[] arguments) throws Exception {
    ChatModel model = Models.chat(arguments[0], ObservationRegistry.NOOP);
    asking(
            model,
            Canary.at("prompt")
                + ("\ncall note {\"text\":\"" + Canary.said("argument") + "\"}")
                + ("\ncall refuse {\"text\":\"" + Canary.said("refused") + "\"}"))
        .call()
        .content();
    asking(model, Canary.at("streamprompt") + "\nsay " + Canary.said("streamed")).stream()
        .content()
        .blockLast();
    model.call("say " + Canary.said("answer"));
    SimpleVectorStore store = SimpleVectorStore.builder(Models.embeddings(arguments[0])).build();
    store.add(List.of(new Document("d-1", Canary.at("document"), Map.of())));
    store.similaritySearch(Canary.at("query"));
    try {
      model.call(Canary.at("badprompt") + "\nfail 400 " + Canary.said("error"));
    } catch (RuntimeException expected) {
      // its message has what the server says
    }
    Canary.await();
  }

  private static ChatClient.ChatClientRequestSpec asking(ChatModel model, String question) {
    ChatMemory memory = MessageWindowChatMemory.builder().build();
    return ChatClient.create(model)
        .prompt()
        .system(Canary.at("system"))
        .user(question)
        .tools(new Notebook())
        .advisors(MessageChatMemoryAdvisor.builder(memory).build())
        .advisors(spec -> spec.param(ChatMemory.CONVERSATION_ID, Canary.at("conversation")));
  }

  private CanaryApp() {}
}
