package dev.fulgurite.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFieldsTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void span_goesThereAndBack() {
    Context context = TraceFields.read(Context.root(), Map.of("traceparent", PARENT));

    assertThat(Span.fromContext(context).getSpanContext().isRemote()).isTrue();
    assertThat(TraceFields.of(context)).isEqualTo(Map.of("traceparent", PARENT));
    assertThat(TraceFields.of(Context.root())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01"
      })
  void whatIsNoTraceParent_changesNothing(String parent) {
    Context context = Context.root();

    assertThat(TraceFields.read(context, Map.of("traceparent", parent))).isSameAs(context);
    assertThat(TraceFields.read(context, Map.of())).isSameAs(context);
  }
}
