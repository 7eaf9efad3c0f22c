package dev.fulgurite.agent.genai;

import dev.fulgurite.agent.hook.Home;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A framework's future, given to the application instead of it: an observer hears of the end first.
 * On the original it would hear of it last, after whoever waits, and many programs exit right
 * there. What the application does next belongs where it made the call, whatever thread that runs
 * on. Whatever is done to this future is done to the original. Thread-safe.
 */
public final class ObservedFuture<T> extends CompletableFuture<T> {
  private final CompletableFuture<T> original;
  private final Surroundings surroundings;

  private ObservedFuture(CompletableFuture<T> original, Surroundings surroundings) {
    this.original = original;
    this.surroundings = surroundings;
  }

  /**
   * @param observer must not throw
   * @param surroundings of whatever depends on the future
   */
  public static <T> CompletableFuture<T> of(
      CompletableFuture<T> original,
      BiConsumer<? super @Nullable T, ? super @Nullable Throwable> observer,
      Surroundings surroundings) {
    return replacing(
        original,
        (value, thrown) -> {
          observer.accept(value, thrown);
          return value;
        },
        surroundings);
  }

  /**
   * The same, where the observer also says what the application gets instead of the value.
   *
   * @param observer must not throw
   */
  public static <T> CompletableFuture<T> replacing(
      CompletableFuture<T> original,
      BiFunction<? super @Nullable T, ? super @Nullable Throwable, ? extends @Nullable T> observer,
      Surroundings surroundings) {
    ObservedFuture<T> observed = new ObservedFuture<>(original, surroundings);
    var unused =
        original.whenComplete(
            (value, thrown) -> observed.pass(observer.apply(value, thrown), thrown));
    return observed;
  }

  private void pass(@Nullable T value, @Nullable Throwable thrown) {
    Home.Attachment attachment = surroundings.enter();
    try {
      if (thrown == null) {
        super.complete(value);
      } else {
        super.completeExceptionally(thrown);
      }
    } finally {
      attachment.close();
    }
  }

  /** Of what depends on it and names no executor. */
  @Override
  public Executor defaultExecutor() {
    return surroundings.around(super.defaultExecutor());
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Dependent<>(surroundings);
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

  private static final class Dependent<T> extends CompletableFuture<T> {
    private final Surroundings surroundings;

    Dependent(Surroundings surroundings) {
      this.surroundings = surroundings;
    }

    @Override
    public Executor defaultExecutor() {
      return surroundings.around(super.defaultExecutor());
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new Dependent<>(surroundings);
    }
  }
}
