package app;

import dev.fulgurite.api.annotation.AgentOperation;
import dev.fulgurite.api.annotation.Capture;
import dev.fulgurite.api.annotation.EmitMessage;
import dev.fulgurite.api.annotation.EmitObject;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.MemoryId;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Its objects throw whatever they are asked, and its models answer with nothing. */
public final class Faulty {
  /** An AI service. */
  public interface Assistant {
    String ask(@MemoryId Object id, @dev.langchain4j.service.UserMessage String question);
  }

  /** Must not be looked at. */
  public static final class Mute extends AbstractMap<String, Object> {
    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      throw new IllegalStateException("zebra7713");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("zebra7713");
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** The same as an exception. */
  public static final class MuteException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("zebra7713");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("zebra7713");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("zebra7713");
    }
  }

  /** Answers with whatever it is given. */
  private record Model(Supplier<ChatResponse> answer) implements ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      return answer.get();
    }
  }

  public static void main(String[] arguments) {
    Faulty program = new Faulty();
    ChatRequest request = ChatRequest.builder().messages(UserMessage.from("Hello")).build();
    attempt("null", () -> new Model(() -> null).chat(request));
    attempt("throws", () -> new Model(Faulty::fail).chat(request));
    attempt("id", () -> assistant().ask(new Mute(), "Hello"));
    attempt("argument", () -> program.take(new Mute()));
    attempt("result", program::give);
    attempt("message", program::say);
    attempt("object", program::show);
    attempt("exception", program::fails);
    attempt("after", () -> program.take("fine"));
    System.exit(4);
  }

  private static void attempt(String what, Supplier<Object> action) {
    String outcome;
    try {
      Object result = action.get();
      outcome = result instanceof Mute ? "mute" : String.valueOf(result);
    } catch (RuntimeException e) {
      outcome = e.getClass().getName();
    }
    System.out.println(what + ": " + outcome);
  }

  private static Assistant assistant() {
    return AiServices.builder(Assistant.class)
        .chatModel(new Model(() -> ChatResponse.builder().aiMessage(AiMessage.from("Hi.")).build()))
        .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(10))
        .build();
  }

  private static ChatResponse fail() {
    throw new MuteException();
  }

  @AgentOperation("take")
  Object take(@Capture("what") Object what) {
    return "taken";
  }

  @AgentOperation("give")
  Object give() {
    return new Mute();
  }

  @EmitMessage
  Object say() {
    return new Mute();
  }

  @EmitObject
  Object show() {
    return new Mute();
  }

  @AgentOperation("fails")
  Object fails() {
    throw new MuteException();
  }
}
