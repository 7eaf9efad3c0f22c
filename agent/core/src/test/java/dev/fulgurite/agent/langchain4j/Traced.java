package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.log.Console;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A fresh home per test, in a JVM that is woven before LangChain4j is loaded. */
final class Traced implements BeforeEachCallback, AfterEachCallback {
  private RecordingHome home = new RecordingHome();
  private long failures;
  private final List<StubOpenAi> servers = new ArrayList<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    home = new RecordingHome();
    failures = Console.failures();
    Weaving.into(home);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    servers.forEach(StubOpenAi::close);
    assertThat(Console.failures()).as("failures of hooks").isEqualTo(failures);
  }

  RecordingHome home() {
    return home;
  }

  SpanTree tree() {
    return new SpanTree(home.spans());
  }

  StubOpenAi serve(StubOpenAi stub) {
    servers.add(stub);
    return stub;
  }

  OpenAiChatModel model(StubOpenAi stub) {
    return OpenAiChatModel.builder()
        .baseUrl(serve(stub).baseUrl())
        .apiKey("none")
        .modelName("gpt-test")
        .temperature(0.5)
        .maxRetries(0)
        .build();
  }

  OpenAiEmbeddingModel embeddingModel() {
    return OpenAiEmbeddingModel.builder()
        .baseUrl(serve(StubOpenAi.inRounds()).baseUrl())
        .apiKey("none")
        .modelName("embed-test")
        .maxRetries(0)
        .build();
  }

  OpenAiStreamingChatModel streamingModel(StubOpenAi stub) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(serve(stub).baseUrl())
        .apiKey("none")
        .modelName("gpt-test")
        .build();
  }
}
