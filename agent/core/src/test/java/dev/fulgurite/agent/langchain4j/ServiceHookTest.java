package dev.fulgurite.agent.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.fixture.PublishingAssistant;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** What comes back later: types for which LangChain4j itself brings no adapter. */
class ServiceHookTest {
  private final RecordingHome home = new RecordingHome();
  private final ServiceHook hook = new ServiceHook(new Calls());

  private HookSpan call(String method) throws NoSuchMethodException {
    Object proxy =
        Proxy.newProxyInstance(
            PublishingAssistant.class.getClassLoader(),
            new Class<?>[] {PublishingAssistant.class},
            (self, called, arguments) -> null);
    Object[] arguments = {
      proxy,
      PublishingAssistant.class.getMethod(method, String.class),
      new Object[] {"How are you?"}
    };
    return hook.enter(home, new Object(), "invoke", arguments);
  }

  @Test
  void future_endsTheSpan_beforeWhoWaitsForIt() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    CompletableFuture<?> given = (CompletableFuture<?>) hook.exit(call("promise"), future, null);
    List<Integer> endedBefore = new ArrayList<>();
    var unused = given.thenAccept(answer -> endedBefore.add(home.spans().size()));

    assertThat(home.spans()).isEmpty();
    future.complete("Fine.");
    assertThat(endedBefore).containsExactly(1);
    assertThat(SpanTree.string(home.spans().get(0), "gen_ai.output.messages")).contains("Fine.");
  }

  @Test
  void future_failsTheSpan() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    hook.exit(call("promise"), future.thenApply(String::trim), null);

    future.completeExceptionally(new IllegalStateException("tired"));

    assertThat(SpanTree.string(home.spans().get(0), "error.type"))
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void publisher_endsTheSpan_whenItIsComplete() throws Exception {
    List<String> heard = new ArrayList<>();
    CompletableFuture<Void> done;
    try (SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 8)) {
      Flow.Publisher<String> given = publisher(hook.exit(call("publish"), source, null));
      done = subscribe(given, heard);
      source.submit("Fi");
      source.submit("ne.");
      assertThat(home.spans()).isEmpty();
    }

    done.join();
    assertThat(heard).containsExactly("Fi", "ne.");
    assertThat(home.spans()).hasSize(1);
  }

  @SuppressWarnings("unchecked")
  private static Flow.Publisher<String> publisher(Object returned) {
    return (Flow.Publisher<String>) returned;
  }

  private static CompletableFuture<Void> subscribe(
      Flow.Publisher<String> publisher, List<String> heard) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(String item) {
            heard.add(item);
          }

          @Override
          public void onError(Throwable thrown) {
            done.completeExceptionally(thrown);
          }

          @Override
          public void onComplete() {
            done.complete(null);
          }
        });
    return done;
  }
}
