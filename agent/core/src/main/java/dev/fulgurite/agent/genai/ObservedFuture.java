package dev.fulgurite.agent.genai;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A framework's future, given to the application instead of it: an observer hears of the end first.
 * On the original it would hear of it last, after whoever waits, and many programs exit right
 * there. Whatever is done to this future is done to the original. Thread-safe.
 */
public final class ObservedFuture<T> extends CompletableFuture<T> {
  private final CompletableFuture<T> original;

  private ObservedFuture(CompletableFuture<T> original) {
    this.original = original;
  }

  /**
   * @param observer must not throw
   */
  public static <T> CompletableFuture<T> of(
      CompletableFuture<T> original,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> observer) {
    ObservedFuture<T> observed = new ObservedFuture<>(original);
    var unused =
        original.whenComplete(
            (value, thrown) -> {
              observer.accept(value, thrown);
              observed.pass(value, thrown);
            });
    return observed;
  }

  private void pass(@Nullable T value, @Nullable Throwable thrown) {
    if (thrown == null) {
      super.complete(value);
    } else {
      super.completeExceptionally(thrown);
    }
  }

  @Override
  public boolean complete(@Nullable T value) {
    return original.complete(value);
  }

  @Override
  public boolean completeExceptionally(Throwable thrown) {
    return original.completeExceptionally(thrown);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return original.cancel(mayInterruptIfRunning);
  }
}
