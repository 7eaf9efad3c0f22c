package dev.fulgurite.agent.reactive;

import org.jspecify.annotations.Nullable;

/** What one subscription to a stream means to its span. Signals come from any thread. */
public interface StreamCall {
  /** The subscription has been made: the thread that made it is the caller's again. */
  void leave();

  /** The context for what is subscribed to further up the stream. */
  Object inside();

  void next(@Nullable Object item);

  void completed();

  void failed(Throwable thrown);

  void cancelled();
}
