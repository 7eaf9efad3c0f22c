package dev.fulgurite.agent.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.agent.hook.NamedContexts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ObservedFutureTest {
  private final NamedContexts home = new NamedContexts();
  private final Surroundings surroundings = new Surroundings(home, "request");
  private final List<String> heard = new ArrayList<>();
  private final CompletableFuture<String> original = new CompletableFuture<>();
  private final CompletableFuture<String> observed =
      ObservedFuture.of(original, (value, thrown) -> heard.add("observer " + value), surroundings);

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

  @Test
  void whatDependsOnIt_belongsWhereTheCallWasMade() {
    CompletableFuture<Object> direct = observed.thenApply(value -> home.currentContext());
    CompletableFuture<Object> elsewhere =
        observed.thenApply(value -> value).thenApplyAsync(value -> home.currentContext());

    original.complete("done");

    assertThat(direct).isCompletedWithValue("request");
    assertThat(elsewhere.join()).isEqualTo("request");
    assertThat(home.currentContext()).isEqualTo("root");
  }
}
