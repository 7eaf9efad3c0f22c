package dev.fulgurite.exporter.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.exporter.OverflowPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepSubscriptionTest {
  private final SessionStream stream =
      StreamPolicyTest.stream(OverflowPolicy.DROP_NEWEST, 5, Duration.ZERO);

  @Test
  void subscriber_getsAsMuchAsItRequests_thenTheEnd() throws Exception {
    Recorder recorder = subscribed();
    for (int i = 0; i < 7; i++) {
      stream.thinking(String.valueOf(i));
    }
    recorder.request(2);
    await().until(() -> recorder.contents.size() == 2);
    stream.complete();
    recorder.request(Long.MAX_VALUE);
    recorder.request(Long.MAX_VALUE);

    assertThat(recorder.ended.await(10, SECONDS)).isTrue();
    assertThat(recorder.contents).containsExactly("0", "1", "2", "3", "4", "");
    assertThat(recorder.error).isNull();
    assertThat(stream.statistics().isBalanced()).isTrue();
  }

  @Test
  void subscriber_isRefused_whenItRequestsNothing() throws Exception {
    Recorder recorder = subscribed();
    recorder.request(0);

    assertThat(recorder.ended.await(10, SECONDS)).isTrue();
    assertThat(recorder.error).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void subscriber_isLeftAlone_afterItThrewOrCancelled() {
    Recorder recorder = subscribed();
    recorder.throwing = true;
    recorder.request(10);
    stream.thinking("one");
    await().until(() -> recorder.error != null);
    await().until(() -> stream.statistics().readers() == 0);

    assertThat(recorder.error).hasMessage("one");
    Recorder leaving = subscribed();
    leaving.cancel();
    stream.thinking("two");
    assertThat(leaving.contents).isEmpty();
    assertThat(stream.statistics().isBalanced()).isTrue();
  }

  @Test
  void subscriber_thatHangs_holdsUpNobodyElse() throws Exception {
    Recorder hanging = subscribed();
    Recorder other = subscribed();
    other.request(100);
    for (int i = 0; i < 20; i++) {
      int sent = i + 1;
      stream.thinking(String.valueOf(i));
      await().until(() -> other.contents.size() == sent);
    }

    assertThat(hanging.contents).isEmpty();
    assertThat(stream.statistics().droppedCount()).isEqualTo(15);
  }

  private Recorder subscribed() {
    Recorder recorder = new Recorder();
    stream.subscribe(recorder);
    await().until(() -> recorder.subscription != null);
    return recorder;
  }

  private static final class Recorder implements Flow.Subscriber<Step> {
    final List<String> contents = new CopyOnWriteArrayList<>();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile Flow.@Nullable Subscription subscription;
    volatile @Nullable Throwable error;
    volatile boolean throwing;

    void request(long count) {
      subscription.request(count);
    }

    void cancel() {
      subscription.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void onNext(Step step) {
      contents.add(step.content());
      if (throwing) {
        throw new IllegalStateException(step.content());
      }
    }

    @Override
    public void onError(Throwable throwable) {
      error = throwable;
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }
  }
}
