package dev.fulgurite.examples.math;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A model that the environment names. */
final class RealEndpoint implements Endpoint {
  static final String BASE_URL = "OPENAI_BASE_URL";
  static final String API_KEY = "OPENAI_API_KEY";
  static final String MODEL = "OPENAI_MODEL";
  static final String DEFAULT_MODEL = "gpt-4o-mini";

  private final AtomicLong modelCalls = new AtomicLong();
  private final String description;
  private final ChatModel model;

  RealEndpoint(Map<String, String> environment) {
    String name = orDefault(environment.get(MODEL), DEFAULT_MODEL);
    String baseUrl = environment.get(BASE_URL);
    OpenAiChatModel.OpenAiChatModelBuilder builder =
        OpenAiChatModel.builder()
            .apiKey(orDefault(environment.get(API_KEY), "none"))
            .modelName(name)
            .listeners(new Count());
    if (isSet(baseUrl)) {
      builder.baseUrl(baseUrl);
    }
    model = builder.build();
    description = name + " at " + orDefault(baseUrl, "the address that LangChain4j knows");
  }

  /** Whether the environment names a model. */
  static boolean isNamedIn(Map<String, String> environment) {
    return isSet(environment.get(BASE_URL)) || isSet(environment.get(API_KEY));
  }

  @Override
  public ChatModel model() {
    return model;
  }

  @Override
  public long modelCalls() {
    return modelCalls.get();
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public void close() {}

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.isBlank();
  }

  private static String orDefault(@Nullable String value, String other) {
    return value != null && !value.isBlank() ? value : other;
  }

  private final class Count implements ChatModelListener {
    @Override
    public void onRequest(ChatModelRequestContext request) {
      modelCalls.incrementAndGet();
    }
  }
}
