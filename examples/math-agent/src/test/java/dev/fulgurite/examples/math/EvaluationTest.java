package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Session;
import dev.fulgurite.examples.math.replay.Problem;
import dev.fulgurite.examples.math.replay.Solution;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private final Map<String, Session> sessionOfConversation = new ConcurrentHashMap<>();

  @Test
  void eachQuestion_hasItsOwnSessionRolloutAndMemory() throws Exception {
    Progress progress = new Progress(new PrintStream(OutputStream.nullOutputStream()), 30);
    Evaluation evaluation = new Evaluation(new NotingEndpoint(), progress);

    evaluation.run(IntStream.rangeClosed(1, 30).mapToObj(EvaluationTest::problem).toList(), 4);

    assertThat(
            sessionOfConversation.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> ids(e.getValue()))))
        .isEqualTo(
            IntStream.rangeClosed(1, 30)
                .boxed()
                .collect(Collectors.toMap(i -> "Question " + i, i -> "q-" + i + " ro-" + i)));
    assertThat(Session.current()).isEmpty();
  }

  private static Problem problem(int number) {
    return new Problem(
        number, "Question " + number, Solution.parse("A: 1"), BigDecimal.valueOf(number));
  }

  private static String ids(Session session) {
    return (session.id() + " " + session.rolloutId().orElse("")).replaceAll("-[0-9a-f]{8}\\b", "");
  }

  /** A model that answers at once, and notes which session is open. */
  private final class NotingEndpoint implements Endpoint, ChatModel {
    @Override
    public ChatResponse doChat(ChatRequest request) {
      String conversation =
          request.messages().stream()
              .filter(UserMessage.class::isInstance)
              .map(message -> ((UserMessage) message).singleText())
              .collect(Collectors.joining(", "));
      sessionOfConversation.put(conversation, Session.current().orElseThrow());
      return ChatResponse.builder().aiMessage(AiMessage.from("#### 1")).build();
    }

    @Override
    public ChatModel model() {
      return this;
    }

    @Override
    public long modelCalls() {
      return sessionOfConversation.size();
    }

    @Override
    public String description() {
      return "a test";
    }

    @Override
    public void close() {}
  }
}
