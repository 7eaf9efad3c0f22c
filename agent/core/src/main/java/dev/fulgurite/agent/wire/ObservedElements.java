package dev.fulgurite.agent.wire;

import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The events of a blocking stream, as the application takes them; belongs to one thread. */
final class ObservedElements<T> implements Spliterator<T>, Consumer<T> {
  private final Spliterator<T> elements;
  private final SdkCall call;
  private @Nullable T taken;

  private ObservedElements(Spliterator<T> elements, SdkCall call) {
    this.elements = elements;
    this.call = call;
  }

  static <T> Stream<T> of(Stream<T> stream, SdkCall call) {
    return StreamSupport.stream(new ObservedElements<>(stream.spliterator(), call), false)
        .onClose(stream::close);
  }

  @Override
  public void accept(T element) {
    taken = element;
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    boolean more;
    try {
      more = elements.tryAdvance(this);
    } catch (Throwable thrown) {
      call.streamed(thrown);
      throw thrown;
    }
    T element = taken;
    if (!more || element == null) {
      call.streamed(null);
      return false;
    }
    call.arrived(element);
    action.accept(element);
    return true;
  }

  /** Events come one after the other; there is nothing to share out. */
  @Override
  public @Nullable Spliterator<T> trySplit() {
    return null;
  }

  @Override
  public long estimateSize() {
    return elements.estimateSize();
  }

  @Override
  public int characteristics() {
    return elements.characteristics();
  }
}
