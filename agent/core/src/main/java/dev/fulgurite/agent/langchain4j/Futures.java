package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.genai.ObservedFuture;
import dev.fulgurite.agent.genai.Surroundings;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Futures that LangChain4j made and nobody has seen yet. */
final class Futures {
  private Futures() {}

  /**
   * What the application gets instead of {@code future}; its errors are the application's.
   *
   * @param end hears of the end before the application does
   * @param surroundings of what depends on it
   */
  @SuppressWarnings("FutureReturnValueIgnored")
  static Object observed(
      CompletableFuture<?> future,
      BiConsumer<@Nullable Object, @Nullable Throwable> end,
      Surroundings surroundings) {
    return ObservedFuture.of(future, end, surroundings);
  }
}
