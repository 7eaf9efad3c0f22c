package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.list;
import static dev.fulgurite.agent.reflect.Getters.read;
import static dev.fulgurite.agent.reflect.Getters.text;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.genai.Json;
import dev.fulgurite.api.semconv.GenAi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model answers: one {@code ChatResponse}, or all those of a stream put together.
 * Thread-safe.
 */
final class Answer {
  private final @Nullable Object earlierUsage;
  private final List<Choice> choices = new ArrayList<>();
  private @Nullable String id;
  private @Nullable String model;
  private @Nullable Object usage;

  /**
   * @param previous the response whose usage is contained in that of this one, or null
   */
  Answer(@Nullable Object previous) {
    this.earlierUsage = read(previous, "getMetadata", "getUsage");
  }

  synchronized void add(@Nullable Object response) {
    List<?> results = list(response, "getResults");
    for (int i = 0; i < results.size(); i++) {
      if (i == choices.size()) {
        choices.add(new Choice());
      }
      choices.get(i).add(results.get(i));
    }
    Object metadata = read(response, "getMetadata");
    id = known(text(metadata, "getId"), id);
    model = known(text(metadata, "getModel"), model);
    Object counted = read(metadata, "getUsage");
    if (tokens(counted, "getTotalTokens") > 0) {
      usage = counted;
    }
  }

  synchronized Map<String, Object> attributes() {
    return new Attributes()
        .put(GenAi.RESPONSE_ID, id)
        .put(GenAi.RESPONSE_MODEL, model)
        .put(
            GenAi.RESPONSE_FINISH_REASONS,
            choices.stream().map(Choice::finishReason).filter(reason -> reason != null).toList())
        .put(GenAi.USAGE_INPUT_TOKENS, used("getPromptTokens"))
        .put(GenAi.USAGE_OUTPUT_TOKENS, used("getCompletionTokens"))
        .toMap();
  }

  /** The messages as JSON, or null if there is none. */
  synchronized @Nullable String output() {
    return choices.isEmpty() ? null : Json.write(choices.stream().map(Choice::message).toList());
  }

  private @Nullable Long used(String getter) {
    if (usage == null) {
      return null;
    }
    long mine = tokens(usage, getter) - tokens(earlierUsage, getter);
    return mine < 0 ? null : mine;
  }

  private static long tokens(@Nullable Object usage, String getter) {
    return read(usage, getter) instanceof Number number ? number.longValue() : 0;
  }

  private static @Nullable String known(@Nullable String now, @Nullable String before) {
    return now == null || now.isEmpty() ? before : now;
  }
}
