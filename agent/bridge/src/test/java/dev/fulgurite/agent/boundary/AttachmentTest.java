package dev.fulgurite.agent.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttachmentTest {
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Attachment attachment = new Attachment(left::incrementAndGet);

  @Test
  void end_detachesAndEndsOnce() {
    attachment.end(ended::incrementAndGet);
    attachment.end(ended::incrementAndGet);
    attachment.detach();

    assertThat(left).hasValue(1);
    assertThat(ended).hasValue(1);
  }

  @Test
  void end_onAnotherThread_leavesTheDetachingToItsOwner() throws InterruptedException {
    Thread other = new Thread(() -> attachment.end(ended::incrementAndGet));
    other.start();
    other.join();

    assertThat(ended).hasValue(1);
    assertThat(left).hasValue(0);
    attachment.detach();
    assertThat(left).hasValue(1);
  }
}
