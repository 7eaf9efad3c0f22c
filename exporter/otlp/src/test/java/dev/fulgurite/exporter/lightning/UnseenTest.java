package dev.fulgurite.exporter.lightning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.context.Context;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class UnseenTest {
  private static final Request REQUEST = new Request.Builder().url("http://h/").build();

  @Test
  void call_isHiddenFromInstrumentations() throws IOException {
    Interceptor instrumentation =
        chain ->
            new Response.Builder()
                .request(chain.request())
                .protocol(Protocol.HTTP_1_1)
                .code(
                    InstrumentationUtil.shouldSuppressInstrumentation(Context.current())
                        ? 200
                        : 500)
                .message("")
                .build();

    assertThat(Unseen.execute(client(instrumentation).newCall(REQUEST)).code()).isEqualTo(200);
    assertThat(InstrumentationUtil.shouldSuppressInstrumentation(Context.current())).isFalse();
  }

  @Test
  void failure_isTheCallsOwn() {
    Interceptor broken =
        chain -> {
          throw new IOException("reset");
        };

    assertThatIOException()
        .isThrownBy(() -> Unseen.execute(client(broken).newCall(REQUEST)))
        .withMessage("reset");
  }

  private static OkHttpClient client(Interceptor interceptor) {
    return new OkHttpClient.Builder().addInterceptor(interceptor).build();
  }
}
