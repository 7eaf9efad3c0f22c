package app;

import dev.fulgurite.api.annotation.AgentOperation;
import dev.fulgurite.api.annotation.EmitMessage;
import dev.fulgurite.api.annotation.EmitReward;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Annotations that stand elsewhere than on the method that runs. */
public final class Inherited {
  /** An annotation of the application's own. */
  @EmitReward("judged")
  @interface Judged {}

  interface Step<T> {
    @AgentOperation("step")
    String run(T input);
  }

  abstract static class Base implements Step<String> {
    @EmitReward("base")
    double score() {
      return 0.5;
    }

    @AgentOperation("later")
    abstract CompletionStage<String> later();

    @AgentOperation
    abstract Flow.Publisher<String> stream();
  }

  static final class Concrete extends Base {
    @Override
    public String run(String input) {
      return "ran " + input;
    }

    @Override
    double score() {
      return 2 * super.score();
    }

    @Override
    CompletionStage<String> later() {
      return CompletableFuture.supplyAsync(() -> "in time");
    }

    @Override
    Flow.Publisher<String> stream() {
      return new SubmissionPublisher<>();
    }
  }

  public static void main(String[] arguments) throws Exception {
    Concrete concrete = new Concrete();
    Step<String> step = concrete;
    System.out.println(step.run("x"));
    System.out.println(concrete.score());
    System.out.println(concrete.later().toCompletableFuture().get());
    stream(concrete);
    System.out.println(judge().getAsDouble());
    new Inherited().whisper();
  }

  /** Subscribes through what the method returned, and ends what it made. */
  private static void stream(Concrete concrete) throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    concrete.stream()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.cancel();
                cancelled.countDown();
              }

              @Override
              public void onNext(String item) {}

              @Override
              public void onError(Throwable thrown) {}

              @Override
              public void onComplete() {}
            });
    cancelled.await();
  }

  @Judged
  private static OptionalDouble judge() {
    return OptionalDouble.of(0.75);
  }

  @EmitMessage
  private String whisper() {
    return "psst";
  }
}
