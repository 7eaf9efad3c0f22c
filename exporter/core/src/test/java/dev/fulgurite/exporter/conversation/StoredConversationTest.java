package dev.fulgurite.exporter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.Conversation;
import dev.fulgurite.api.ConversationBuilder;
import dev.fulgurite.api.ConversationConfig;
import dev.fulgurite.api.ConversationMessage;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Role;
import dev.fulgurite.api.Session;
import dev.fulgurite.api.ToolCall;
import dev.fulgurite.exporter.ScopeStamper;
import dev.fulgurite.exporter.store.InMemorySpanStore;
import dev.fulgurite.exporter.store.StoreExporter;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoredConversationTest {
  private static final ConversationConfig QUIET =
      ConversationConfig.DEFAULTS.withLoggingEnabled(false);

  private final InMemorySpanStore store = InMemorySpanStore.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(ScopeStamper.create())
                  .addSpanProcessor(
                      SimpleSpanProcessor.create(StoreExporter.create(() -> store, "memory")))
                  .build())
          .build();

  @AfterEach
  void close() {
    sdk.close();
  }

  private ConversationBuilder talk(ConversationConfig config) {
    return Conversation.builder("s-1").emitter(Emitter.create(sdk)).config(config);
  }

  private List<String> stored() {
    return stored("s-1");
  }

  private List<String> stored(String session) {
    return StoredConversation.of(store.reader(), session).messages().stream()
        .map(message -> message.role().word() + ": " + message.content())
        .toList();
  }

  @Test
  void emittedMessages_comeBackWhole_evictedOnesToo() {
    List<ConversationMessage> said = new ArrayList<>();
    said.add(ConversationMessage.of(Role.SYSTEM, "Be brief."));
    for (int i = 0; i < 30; i++) {
      said.add(ConversationMessage.of(Role.USER, "yes"));
      said.add(
          ConversationMessage.calling("", new ToolCall("c-" + i, "weather", "{\"n\":" + i + "}")));
      said.add(ConversationMessage.toolResult("c-" + i, "3 C"));
    }
    try (Conversation talk = talk(QUIET).build()) {
      said.forEach(talk::add);
      assertThat(talk.messages()).hasSizeLessThan(said.size());
    }

    assertThat(StoredConversation.of(store.reader(), "s-1").messages()).isEqualTo(said);
  }

  @Test
  void resumed_goesOnWithinItsBounds_andEmitsNothingAgain() {
    try (Conversation talk = talk(QUIET).build()) {
      talk.add(Role.SYSTEM, "Be brief.");
      for (int i = 0; i < 5; i++) {
        talk.add(Role.USER, "q" + i);
        talk.add(Role.ASSISTANT, "a" + i);
      }
    }

    Conversation resumed =
        StoredConversation.of(store.reader(), "s-1")
            .resume()
            .emitter(Emitter.create(sdk))
            .config(QUIET.withMaxTurns(2))
            .build();
    resumed.add(Role.USER, "q5");

    assertThat(resumed.messages())
        .extracting(ConversationMessage::content)
        .containsExactly("Be brief.", "q4", "a4", "q5");
    assertThat(stored()).hasSize(12).endsWith("assistant: a4", "user: q5");
  }

  @Test
  void modelCalls_repeatTheHistory_andEachMessageIsThereOnce() {
    call(text("system", "Be brief.") + "," + text("user", "yes"), text("assistant", "a1"));
    call(
        String.join(
            ",",
            text("system", "Be brief."),
            text("user", "yes"),
            text("assistant", "a1"),
            text("user", "yes")),
        text("assistant", "a2"));
    call(text("user", "yes") + "," + text("assistant", "a2") + "," + text("user", "q3"), "");

    assertThat(stored())
        .containsExactly(
            "system: Be brief.",
            "user: yes",
            "assistant: a1",
            "user: yes",
            "assistant: a2",
            "user: q3");
  }

  @Test
  void emittedMessagesAndModelCalls_tellTheSameStory() {
    try (Conversation talk = talk(QUIET).build()) {
      talk.add(Role.USER, "q1");
      call(text("user", "q1"), text("assistant", "a1"));
      talk.add(Role.ASSISTANT, "a1");
      talk.add(Role.USER, "q2");
      call(
          text("user", "q1") + "," + text("assistant", "a1") + "," + text("user", "q2"),
          text("assistant", "a2"));
      talk.add(Role.ASSISTANT, "a2");
    }

    assertThat(stored()).containsExactly("user: q1", "assistant: a1", "user: q2", "assistant: a2");
  }

  @Test
  void changedInstructions_doNotRepeatTheHistory() {
    call(text("system", "It is noon.") + "," + text("user", "q1"), text("assistant", "a1"));
    call(
        String.join(
            ",",
            text("system", "It is one."),
            text("user", "q1"),
            text("assistant", "a1"),
            text("user", "q2")),
        text("assistant", "a2"));

    assertThat(stored())
        .containsExactly(
            "system: It is noon.",
            "system: It is one.",
            "user: q1",
            "assistant: a1",
            "user: q2",
            "assistant: a2");
  }

  @Test
  void toolCallsOfAModelCall_comeBackWithTheirResults() {
    call(
        text("user", "2+3?")
            + ",{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\","
            + "\"name\":\"add\",\"arguments\":{\"a\":2}}]},"
            + "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\","
            + "\"response\":\"5\"}]}",
        text("assistant", "5"));

    assertThat(StoredConversation.of(store.reader(), "s-1").messages())
        .containsExactly(
            ConversationMessage.of(Role.USER, "2+3?"),
            ConversationMessage.calling("", new ToolCall("c1", "add", "{\"a\":2}")),
            ConversationMessage.toolResult("c1", "5"),
            ConversationMessage.of(Role.ASSISTANT, "5"));
  }

  @Test
  void anyWindows_ofDifferentMessages_giveTheWholeBack() {
    Random random = new Random(11);
    for (int run = 0; run < 50; run++) {
      String session = "w-" + run;
      List<String> said = new ArrayList<>();
      for (int turn = 0; turn < 12; turn++) {
        said.add("user: q" + turn);
        if (random.nextBoolean()) {
          emit(session, Role.USER, "q" + turn);
        }
        int from = random.nextInt(said.size());
        String prompt =
            said.subList(from, said.size()).stream()
                .map(line -> text(line.split(": ")[0], line.split(": ")[1]))
                .collect(Collectors.joining(","));
        call(session, prompt, text("assistant", "a" + turn));
        said.add("assistant: a" + turn);
        if (random.nextBoolean()) {
          emit(session, Role.ASSISTANT, "a" + turn);
        }
      }
      assertThat(stored(session)).isEqualTo(said);
    }
  }

  private void emit(String session, Role role, String content) {
    try (Scope scope = Session.builder(session).open()) {
      Emitter.create(sdk).message(role, content);
    }
  }

  @Test
  void sessionThatIsNotThere_hasNoMessages() {
    assertThat(stored()).isEmpty();
  }

  private void call(String input, String output) {
    call("s-1", input, output);
  }

  private void call(String session, String input, String output) {
    try (Scope scope = Session.builder(session).open()) {
      sdk.getTracer("test")
          .spanBuilder("chat model")
          .setAttribute("gen_ai.operation.name", "chat")
          .setAttribute("gen_ai.input.messages", "[" + input + "]")
          .setAttribute("gen_ai.output.messages", "[" + output + "]")
          .startSpan()
          .end();
    }
  }

  private static String text(String role, String content) {
    return "{\"role\":\"%s\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}"
        .formatted(role, content);
  }
}
