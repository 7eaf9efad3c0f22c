package dev.fulgurite.exporter.lightning;

import io.opentelemetry.api.impl.InstrumentationUtil;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Calls of ours, which an instrumentation of the client would take for the program's. */
final class Unseen {
  static Response execute(Call call) throws IOException {
    AtomicReference<@Nullable Response> answer = new AtomicReference<>();
    AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
    InstrumentationUtil.suppressInstrumentation(
        () -> {
          try {
            answer.set(call.execute());
          } catch (IOException e) {
            failure.set(e);
          }
        });
    IOException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return Objects.requireNonNull(answer.get());
  }

  private Unseen() {}
}
