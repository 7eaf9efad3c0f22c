package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Operation;
import io.opentelemetry.context.Context;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks a model on other threads, inside an operation named after the way. */
public final class AsyncApp {
  private final OpenAIClient client;
  private final Reactive reactive;

  private AsyncApp(OpenAIClient client) {
    this.client = client;
    this.reactive = new Reactive(this::chat);
  }

  private interface Way {
    Object ask() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(arguments[0] + "/v1").apiKey("none").build();
    AsyncApp app = new AsyncApp(client);
    Map<String, Way> ways = app.ways();
    for (int i = 1; i < arguments.length; i++) {
      System.out.println(arguments[i] + ": " + ways.get(arguments[i]).ask());
    }
    System.exit(0);
  }

  private Map<String, Way> ways() {
    return Map.ofEntries(
        Map.entry("then-compose", () -> inside("then-compose", this::thenCompose)),
        Map.entry("then-async", () -> inside("then-async", this::thenAsync)),
        Map.entry("executor", () -> inside("executor", this::executor)),
        Map.entry("wrapped-executor", () -> inside("wrapped-executor", this::wrappedExecutor)),
        Map.entry("rx", () -> inside("rx", this::rx)),
        Map.entry("rx-periodic", this::rxPeriodic),
        Map.entry("rx-pool", this::rxPool),
        Map.entry("reactor", () -> inside("reactor", this::reactor)),
        Map.entry("reactor-pool", this::reactorPool),
        Map.entry("after", () -> inside("after", this::after)),
        Map.entry("mono", () -> reactive.mono().block()),
        Map.entry("flux", () -> reactive.flux().collectList().block()),
        Map.entry("flux-cancelled", () -> reactive.flux().blockFirst()),
        Map.entry("mono-failing", reactive::failing),
        Map.entry("single", () -> reactive.single().blockingGet()),
        Map.entry("maybe", () -> reactive.maybe().blockingGet()),
        Map.entry("completable", () -> reactive.completable().blockingAwait(9, TimeUnit.SECONDS)),
        Map.entry("observable", () -> reactive.observable().toList().blockingGet()),
        Map.entry("flowable", () -> reactive.flowable().toList().blockingGet()),
        Map.entry("flowable-twice", reactive::twice),
        Map.entry("future", () -> reactive.future().join()));
  }

  private static Object inside(String name, Way way) throws Exception {
    try (Operation operation = Emitter.global().operation(name)) {
      return way.ask();
    }
  }

  private static ChatCompletionCreateParams params(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hello").build();
  }

  private String chat(String model) {
    return text(client.chat().completions().create(params(model)));
  }

  private CompletableFuture<ChatCompletion> ask(String model) {
    return client.async().chat().completions().create(params(model));
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().get(0).message().content().orElse("nothing");
  }

  /** The continuations run on threads of the SDK. */
  private String thenCompose() {
    return ask("a").thenCompose(a -> ask("b")).thenApply(b -> chat("c")).join();
  }

  /** They run on the common pool. */
  private String thenAsync() {
    return ask("a").thenComposeAsync(a -> ask("b")).thenApplyAsync(b -> chat("c")).join();
  }

  private String executor() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    return pool.submit(() -> chat("elsewhere")).get();
  }

  private String wrappedExecutor() throws Exception {
    ExecutorService pool = Context.taskWrapping(Executors.newSingleThreadExecutor());
    return pool.submit(() -> chat("a")).get();
  }

  private String rx() {
    return Flowable.fromCallable(() -> chat("a"))
        .subscribeOn(Schedulers.io())
        .observeOn(Schedulers.computation())
        .map(a -> chat("b"))
        .blockingFirst();
  }

  /** A ticker that outlives the operation which started it. */
  private String rxPeriodic() throws Exception {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> last = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger ticksAfter = new AtomicInteger();
    inside(
        "rx-periodic",
        () -> {
          Flowable.interval(1, TimeUnit.MILLISECONDS)
              .onBackpressureDrop()
              // The first tick after the end may have begun before it.
              .filter(i -> i == 0 || over.get() && ticksAfter.getAndIncrement() > 0)
              .take(2)
              .map(i -> chat(i == 0 ? "first" : "later"))
              .subscribe(answer -> (first.isDone() ? last : first).complete(answer));
          return first.get();
        });
    over.set(true);
    return last.get();
  }

  /** Three requests on one thread of a pool, the last one in no operation. */
  private Object rxPool() throws Exception {
    Way way =
        () ->
            Flowable.fromCallable(() -> chat("a")).subscribeOn(Schedulers.single()).blockingFirst();
    return List.of(inside("one", way), inside("two", way), way.ask());
  }

  private String reactor() {
    return Mono.fromCallable(() -> chat("a"))
        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
        .publishOn(reactor.core.scheduler.Schedulers.parallel())
        .flatMap(a -> Mono.fromFuture(ask("b")))
        .flatMapMany(b -> Flux.just("c", "d"))
        .publishOn(reactor.core.scheduler.Schedulers.boundedElastic())
        .map(this::chat)
        .blockLast();
  }

  private Object reactorPool() throws Exception {
    Way way =
        () ->
            Mono.fromCallable(() -> chat("a"))
                .subscribeOn(reactor.core.scheduler.Schedulers.single())
                .block();
    return List.of(inside("one", way), inside("two", way), way.ask());
  }

  /** What is done with the elements is no part of the operation that brings them. */
  private Object after() {
    return reactive.flux().map(answer -> chat("c")).collectList().block();
  }
}
