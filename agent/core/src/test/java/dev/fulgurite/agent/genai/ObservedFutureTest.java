package dev.fulgurite.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ObservedFutureTest {
  private final List<String> heard = new ArrayList<>();
  private final CompletableFuture<String> original = new CompletableFuture<>();
  private final CompletableFuture<String> observed =
      ObservedFuture.of(original, (value, thrown) -> heard.add("observer " + value));

  @Test
  void observer_hearsOfTheEndFirst() {
    var unused = observed.thenAccept(value -> heard.add("application " + value));

    original.complete("done");

    assertThat(heard).containsExactly("observer done", "application done");
    assertThat(observed).isCompletedWithValue("done");
  }

  @Test
  void failure_passesUnchanged() {
    IllegalStateException boom = new IllegalStateException("boom");

    original.completeExceptionally(new CompletionException(boom));

    assertThatThrownBy(observed::get).hasCause(boom);
    assertThatThrownBy(observed::join).isInstanceOf(CompletionException.class).hasCause(boom);
  }

  @Test
  void cancel_reachesTheOriginal() {
    assertThat(observed.cancel(true)).isTrue();

    assertThat(original).isCancelled();
    assertThat(observed).isCancelled();
    assertThatThrownBy(observed::join).isInstanceOf(CancellationException.class);
    assertThat(heard).hasSize(1);
  }

  @Test
  void completion_byTheApplication_isTheOriginals() {
    assertThat(observed.complete("own")).isTrue();
    assertThat(observed.completeExceptionally(new IllegalStateException())).isFalse();

    assertThat(original).isCompletedWithValue("own");
    assertThat(observed).isCompletedWithValue("own");
  }
}
