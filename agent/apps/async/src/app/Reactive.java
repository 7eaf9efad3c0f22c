package app;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.annotation.AgentOperation;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Annotated methods that return before they have done anything. */
class Reactive {
  private final UnaryOperator<String> chat;

  Reactive(UnaryOperator<String> chat) {
    this.chat = chat;
  }

  @AgentOperation
  Mono<String> mono() {
    return Mono.fromCallable(() -> chat.apply("a"))
        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic());
  }

  @AgentOperation
  Flux<String> flux() {
    return Flux.just("a", "b").publishOn(reactor.core.scheduler.Schedulers.parallel(), 1).map(chat);
  }

  @AgentOperation("failing")
  Mono<String> broken() {
    return Mono.fromCallable(
        () -> {
          throw new IllegalStateException(chat.apply("a"));
        });
  }

  String failing() {
    try {
      return broken().block();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  @AgentOperation
  Single<String> single() {
    return Single.fromCallable(() -> chat.apply("a")).subscribeOn(Schedulers.io());
  }

  @AgentOperation
  Maybe<String> maybe() {
    return Maybe.fromCallable(() -> chat.apply("a")).subscribeOn(Schedulers.io());
  }

  @AgentOperation
  Completable completable() {
    return Completable.fromRunnable(() -> chat.apply("a")).subscribeOn(Schedulers.io());
  }

  @AgentOperation
  Observable<String> observable() {
    return Observable.just("a", "b").observeOn(Schedulers.computation()).map(chat::apply);
  }

  @AgentOperation
  Flowable<String> flowable() {
    return Flowable.just("a", "b").observeOn(Schedulers.computation()).map(chat::apply);
  }

  /** Its operation is the first subscription's. */
  String twice() {
    Flowable<String> flowable = flowable();
    return flowable.blockingFirst() + flowable.blockingLast();
  }

  @AgentOperation
  CompletableFuture<String> future() {
    Emitter.global().message("asking");
    return CompletableFuture.supplyAsync(() -> "done");
  }
}
