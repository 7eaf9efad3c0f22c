package dev.fulgurite.agent.genai;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import java.util.concurrent.Executor;

/** Where the application made a call: its callbacks belong there, whatever thread they run on. */
public record Surroundings(Home home, Object context) {
  private static final String PLACE = "the context of a callback";

  /** Those of this thread. */
  public static Surroundings now(Home home) {
    return new Surroundings(home, home.currentContext());
  }

  /** Neither this nor closing what it returns throws: the callback runs in any case. */
  public Home.Attachment enter() {
    try {
      Home.Attachment attachment = home.attach(context);
      return () -> Console.guard(PLACE, attachment::close);
    } catch (RuntimeException | LinkageError e) {
      Console.failure(PLACE, e);
      return () -> {};
    }
  }

  /** {@code executor}, whose tasks run here. */
  Executor around(Executor executor) {
    return task -> executor.execute(() -> run(task));
  }

  private void run(Runnable task) {
    Home.Attachment attachment = enter();
    try {
      task.run();
    } finally {
      attachment.close();
    }
  }
}
