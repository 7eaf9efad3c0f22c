package dev.fulgurite.agent.threads;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;

/**
 * What is current on a thread while it runs a certain coroutine. The coroutine may open a span and
 * be suspended before it closes it: that one is then current wherever it goes on, and no longer on
 * the thread that it leaves.
 */
public final class CoroutineThread {
  private static final String PLACE = "taking the context to a coroutine's thread";

  private final Home home;
  private volatile Object context;

  public CoroutineThread(Home home, Object context) {
    this.home = home;
    this.context = context;
  }

  /** One stay on a thread. */
  private record Stay(Object before, Object inside, Home.Attachment attachment) {}

  /**
   * The coroutine goes on on this thread; what is returned is given to {@link #leave}. Never
   * throws.
   */
  public Object enter() {
    Object inside = context;
    try {
      return new Stay(home.currentContext(), inside, home.attach(inside));
    } catch (RuntimeException | LinkageError e) {
      Console.failure(PLACE, e);
      return inside;
    }
  }

  public void leave(Object entered) {
    if (entered instanceof Stay stay) {
      Console.guard(PLACE, () -> leave(stay));
    }
  }

  private void leave(Stay stay) {
    Object now = home.currentContext();
    if (now == stay.inside) {
      stay.attachment.close();
    } else {
      context = now;
      // Scopes that are closed out of order do nothing: this thread has to be reset by force.
      home.attach(stay.before);
    }
  }
}
