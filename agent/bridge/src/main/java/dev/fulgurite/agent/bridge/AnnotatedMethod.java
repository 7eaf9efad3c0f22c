package dev.fulgurite.agent.bridge;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.boundary.WovenMethod;
import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.Operation;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Does around a method what its annotations say, with the application's own {@link Emitter}. The
 * result of a method that returns a future is what the future completes with; an operation that
 * returns a {@code Flow.Publisher} ends with its first subscription, and what that publishes is no
 * result.
 */
final class AnnotatedMethod implements Woven {
  static final String REDACTED = "[redacted:annotation]";

  private final WovenMethod method;
  private final List<ResultEmit> emits;

  AnnotatedMethod(WovenMethod method) {
    this.method = method;
    this.emits =
        method.emits().stream().map(emit -> ResultEmit.of(emit, method.redacted())).toList();
  }

  /** One call: the operation is null where the method is none. */
  private record Call(@Nullable Operation operation, Context context) {
    void detach() {
      if (operation != null) {
        operation.detach();
      }
    }

    void close() {
      if (operation != null) {
        operation.close();
      }
    }
  }

  @Override
  public Object enter(Object[] arguments) {
    String name = method.operation();
    if (name == null) {
      return new Call(null, Context.current());
    }
    Operation operation = Emitter.global().operation(name);
    List<WovenMethod.Parameter> parameters = method.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      WovenMethod.Parameter parameter = parameters.get(i);
      if (!parameter.name().isEmpty()) {
        operation.input(parameter.name(), parameter.redacted() ? REDACTED : arguments[i]);
      }
    }
    return new Call(operation, Context.current());
  }

  @Override
  public @Nullable Object exit(
      Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    Call call = (Call) token;
    if (thrown == null && returned instanceof CompletionStage<?> stage) {
      call.detach();
      // The stage that this makes is dropped: the caller keeps its own, which it may cancel.
      stage.whenComplete((value, failure) -> complete(call, value, unwrapped(failure)));
    } else if (thrown == null && returned instanceof Flow.Publisher<?> publisher) {
      return published(call, publisher);
    } else {
      finish(call, returned, thrown);
    }
    return returned;
  }

  @Override
  public Ongoing goesOn(Object token) {
    Call call = (Call) token;
    call.detach();
    return new OngoingCall(call);
  }

  private final class OngoingCall implements Ongoing {
    private final Call call;

    OngoingCall(Call call) {
      this.call = call;
    }

    @Override
    public Object context() {
      return call.context();
    }

    @Override
    public void end(@Nullable Throwable failure) {
      if (failure != null && call.operation() != null) {
        call.operation().fail(failure);
      }
      call.close();
    }

    @Override
    public void complete(@Nullable Object result) {
      AnnotatedMethod.this.complete(call, result, null);
    }
  }

  private Flow.Publisher<?> published(Call call, Flow.Publisher<?> publisher) {
    Operation operation = call.operation();
    if (operation == null || !method.publisher()) {
      call.close();
      return publisher;
    }
    operation.detach();
    return new ObservedPublisher<>(
        publisher,
        failure -> {
          if (failure != null) {
            operation.fail(failure);
          }
          operation.close();
        });
  }

  private void complete(Call call, @Nullable Object value, @Nullable Throwable failure) {
    call.context().wrap(() -> finish(call, value, failure)).run();
  }

  private void finish(Call call, @Nullable Object result, @Nullable Throwable thrown) {
    try {
      if (thrown == null) {
        Object value = Optionals.unwrap(result);
        emits.forEach(emit -> emit.emit(value));
      }
      if (call.operation() != null) {
        outcome(call.operation(), result, thrown);
      }
    } finally {
      call.close();
    }
  }

  private void outcome(Operation operation, @Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      operation.fail(thrown);
    } else if (result != null) {
      operation.output(method.redacted() ? REDACTED : result);
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
