package dev.fulgurite.agent.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.NamedContexts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarriedTaskTest {
  private final NamedContexts home = new NamedContexts();
  private final List<Object> seen = new ArrayList<>();
  private final Runnable task = () -> seen.add(home.currentContext());

  @Test
  void task_runsWhereItWasScheduled_alsoAfterThatHasEnded() {
    new CarriedTask(task, home, "request").run();

    assertThat(seen).containsExactly("request");
    assertThat(home.currentContext()).isEqualTo("root");
  }

  @Test
  void repeatedTask_isCarried_whileTheSpanIsOpen() {
    Runnable open = new CarriedTask(task, home, "open");
    Runnable ended = new CarriedTask(task, home, "ended");
    home.open("open");

    open.run();
    open.run();
    ended.run();
    ended.run();

    assertThat(seen).containsExactly("open", "open", "ended", "root");
  }

  @Test
  void scopeLeftOpen_isNotSeenByTheNextTask() {
    Runnable leaving = () -> assertThat(leaveOpen("forgotten")).isNotNull();

    new CarriedTask(leaving, home, "one").run();
    new CarriedTask(task, home, "two").run();

    assertThat(seen).containsExactly("two");
  }

  private Home.Attachment leaveOpen(String context) {
    return home.attach(context);
  }
}
