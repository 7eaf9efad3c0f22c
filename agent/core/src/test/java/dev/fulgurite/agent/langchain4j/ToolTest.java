package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.langchain4j.StubOpenAi.Call;
import dev.fulgurite.agent.langchain4j.StubOpenAi.Reply;
import dev.fulgurite.fixture.Assistant;
import dev.fulgurite.fixture.Calculator;
import dev.fulgurite.fixture.RewritingModel;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolExecutor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tools that fail, tools on other threads, services beside each other. */
class ToolTest {
  @RegisterExtension final Traced traced = new Traced();

  private static StubOpenAi asksFor(Call... calls) {
    return StubOpenAi.inRounds(Reply.calls(calls), Reply.text("Done."));
  }

  private static Call add(String id) {
    return new Call(id, "add", "{\"a\":2,\"b\":3}");
  }

  private Assistant assistant(ChatModel model) {
    return AiServices.builder(Assistant.class).chatModel(model).tools(new Calculator()).build();
  }

  @Test
  void tool_fails_whenItsExceptionBecomesAMessageToTheModel() {
    String answer =
        assistant(traced.model(asksFor(new Call("c1", "divide", "{\"a\":1,\"b\":0}")))).ask("1/0?");

    assertThat(answer).isEqualTo("Done.");
    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant
              chat gpt-test
              execute_tool divide !
              chat gpt-test
            """);
    SpanData tool = traced.tree().only("execute_tool divide");
    assertThat(SpanTree.string(tool, "error.type")).isEqualTo("java.lang.ArithmeticException");
    assertThat(SpanTree.string(tool, "gen_ai.tool.call.result")).isEqualTo("/ by zero");
    assertThat(tool.getEvents()).hasSize(1);
  }

  @Test
  @Tag("since-1.11")
  void tool_fails_whenTheApplicationsOwnExecutorThrows() {
    ToolExecutor executor =
        (request, memoryId) -> {
          throw new IllegalStateException("no battery");
        };
    ToolSpecification torch = ToolSpecification.builder().name("torch").build();
    AiServices.builder(Assistant.class)
        .chatModel(traced.model(asksFor(new Call("c1", "torch", "{}"))))
        .tools(Map.of(torch, executor))
        .build()
        .ask("Light!");

    SpanData tool = traced.tree().only("execute_tool torch");
    assertThat(SpanTree.string(tool, "error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(tool.getStatus().getDescription()).isEqualTo("no battery");
  }

  @Test
  @Tag("since-1.5")
  void tools_areChildrenOfTheService_whenTheyRunConcurrently() {
    AiServices.builder(Assistant.class)
        .chatModel(
            traced.model(asksFor(add("c1"), new Call("c2", "multiply", "{\"a\":5,\"b\":4}"))))
        .tools(new Calculator())
        .executeToolsConcurrently()
        .build()
        .ask("Both!");

    assertChildrenOfTheService();
  }

  @Test
  @Tag("since-1.11")
  void tools_findTheirService_whenADecoratorRewritesTheirRequests() {
    ChatModel model =
        traced.model(asksFor(add("c1"), new Call("c2", "multiply", "{\"a\":5,\"b\":4}")));
    AiServices.builder(Assistant.class)
        .chatModel(new RewritingModel(model))
        .tools(new Calculator())
        .executeToolsConcurrently()
        .build()
        .ask("Both!");

    assertChildrenOfTheService();
    assertThat(traced.tree().named("chat gpt-test")).hasSize(2);
  }

  private void assertChildrenOfTheService() {
    SpanTree tree = traced.tree();
    SpanData service = tree.only("invoke_agent Assistant");
    assertThat(tree.only("execute_tool add").getParentSpanId()).isEqualTo(service.getSpanId());
    assertThat(tree.only("execute_tool multiply").getParentSpanId()).isEqualTo(service.getSpanId());
    assertThat(tree.spans()).hasSize(5);
  }

  @Test
  void services_keepToThemselves_whenTheyRunAtOnce() throws Exception {
    Assistant assistant = assistant(traced.model(asksFor(add("c1"))));

    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(threads.submit(() -> assistant.ask("Add!")));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("Done.");
    }
    threads.shutdownNow();

    String one =
        """
        invoke_agent Assistant
          chat gpt-test
          execute_tool add
          chat gpt-test
        """;
    assertThat(traced.tree().text()).isEqualTo(one.repeat(20));
  }

  @Test
  @Tag("since-1.5")
  void service_isAChildOfTheTool_thatCallsIt() {
    Assistant inner = assistant(traced.model(StubOpenAi.inRounds(Reply.text("Paris"))));
    ToolExecutor asking = (request, memoryId) -> inner.ask("Capital of France?");
    AiServices.builder(Assistant.class)
        .chatModel(traced.model(asksFor(new Call("c1", "expert", "{}"))))
        .tools(Map.of(ToolSpecification.builder().name("expert").build(), asking))
        .build()
        .ask("Ask the expert");

    assertThat(traced.tree().text())
        .isEqualTo(
            """
            invoke_agent Assistant
              chat gpt-test
              execute_tool expert
                invoke_agent Assistant
                  chat gpt-test
              chat gpt-test
            """);
  }
}
