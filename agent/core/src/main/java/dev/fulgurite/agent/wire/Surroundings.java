package dev.fulgurite.agent.wire;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;

/** Where the application made a call: its callbacks belong there, whatever thread they run on. */
record Surroundings(Home home, Object context) {
  /** Never throws: the application's callback runs in any case. */
  Home.Attachment enter() {
    try {
      return home.attach(context);
    } catch (RuntimeException | LinkageError e) {
      Console.failure("entering the context of a stream", e);
      return () -> {};
    }
  }
}
