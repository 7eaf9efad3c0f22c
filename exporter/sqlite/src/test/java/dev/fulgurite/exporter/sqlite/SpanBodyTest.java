package dev.fulgurite.exporter.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.StoredSpan;
import dev.fulgurite.testkit.AgentTraces;
import dev.fulgurite.testkit.SampleSpan;
import io.opentelemetry.api.common.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes of codec 0: files in the field have them, so they never change. */
class SpanBodyTest {
  @Test
  void encode_writesPlainJson_whereJsonTellsTheType() {
    SampleSpan span =
        SampleSpan.of(1)
            .session("s")
            .put("n", 1)
            .put(AttributeKey.doubleKey("d"), 1.0)
            .put(AttributeKey.booleanKey("b"), true)
            .put(AttributeKey.longArrayKey("a"), List.of(1L, 2L));

    assertThat(json(span))
        .isEqualTo(
            "{\"attributes\":{\"a\":[1,2],\"b\":true,\"d\":1.0,\"n\":1,\"session.id\":\"s\"}}");
  }

  @Test
  void encode_namesTheType_whereJsonDoesNot() {
    SampleSpan span =
        SampleSpan.of(1)
            .put(AttributeKey.doubleKey("d"), Double.NaN)
            .put(AttributeKey.longArrayKey("e"), List.of());

    assertThat(json(span))
        .isEqualTo("{\"attributes\":{\"d\":{\"DOUBLE\":\"NaN\"},\"e\":{\"LONG_ARRAY\":[]}}}");
  }

  @Test
  void encode_writesNothing_whereThereIsNothing() {
    assertThat(json(SampleSpan.of(1))).isEqualTo("{}");
  }

  @Test
  void decode_readsWhatWasWrittenBeforeVersion3() throws Exception {
    for (StoredSpan span : AgentTraces.generate(1, 20)) {
      SpanBody body = SpanBody.decode(SpanBody.JSON, OlderBody.encode(span));

      assertThat(body.attributes).isEqualTo(span.attributes());
      assertThat(body.events).isEqualTo(span.events());
    }
  }

  private static String json(SampleSpan span) {
    return new String(OlderBody.encode(span.build()), StandardCharsets.UTF_8);
  }
}
