package dev.fulgurite.agent.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.NamedContexts;
import org.junit.jupiter.api.Test;

class CoroutineThreadTest {
  private final NamedContexts home = new NamedContexts();
  private final CoroutineThread thread = new CoroutineThread(home, "request");

  @Test
  void coroutine_runsWhereItWasStarted() {
    Object entered = thread.enter();
    Object inside = home.currentContext();
    thread.leave(entered);

    assertThat(inside).isEqualTo("request");
    assertThat(home.currentContext()).isEqualTo("root");
  }

  @Test
  void spanThatStaysOpen_goesAlong_andLeavesTheThread() {
    Object first = thread.enter();
    Home.Attachment operation = home.attach("operation");
    thread.leave(first);
    Object between = home.currentContext();
    Object second = thread.enter();
    Object later = home.currentContext();
    operation.close();
    Object closed = home.currentContext();
    thread.leave(second);

    assertThat(between).isEqualTo("root");
    assertThat(later).isEqualTo("operation");
    assertThat(closed).isEqualTo("request");
    assertThat(home.currentContext()).isEqualTo("root");
  }
}
