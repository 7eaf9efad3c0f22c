package dev.fulgurite.agent.threads;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;

/**
 * A task that runs in the context in which it was scheduled. One that is repeated does so for as
 * long as that context's span is open: a ticker may outlive the request that started it.
 */
final class CarriedTask implements Runnable {
  private static final Home.Attachment NONE = () -> {};

  private final Runnable task;
  private final Home home;
  private final Object context;
  private volatile boolean repeated;

  CarriedTask(Runnable task, Home home, Object context) {
    this.task = task;
    this.home = home;
    this.context = context;
  }

  @Override
  public void run() {
    Home.Attachment attachment = enter();
    try {
      task.run();
    } finally {
      Console.guard("leaving the context of a task", attachment::close);
    }
  }

  private Home.Attachment enter() {
    try {
      boolean wanted = !repeated || home.isOpen(context);
      repeated = true;
      return wanted ? home.attach(context) : NONE;
    } catch (RuntimeException | LinkageError e) {
      Console.failure("entering the context of a task", e);
      return NONE;
    }
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
