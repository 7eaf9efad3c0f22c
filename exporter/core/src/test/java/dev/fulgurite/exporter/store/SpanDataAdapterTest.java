package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanDataAdapterTest {
  private static final Attributes ATTRIBUTES =
      Attributes.of(AttributeKey.stringKey("k"), "v", AttributeKey.longKey("n"), 7L);

  private static final StoredSpan RICH =
      new StoredSpan(
          TestSpans.TRACE,
          "00000000000000ab",
          "00000000000000cd",
          true,
          "one=1,two=2,three=3",
          "name",
          SpanKind.CLIENT,
          10,
          20,
          StatusCode.ERROR,
          "bad",
          ATTRIBUTES,
          List.of(new StoredSpan.Event("e", 15, ATTRIBUTES)),
          List.of(
              new StoredSpan.Link(
                  "0000000000000000000000000000000b", "00000000000000ef", "x=y", ATTRIBUTES)),
          Attributes.of(AttributeKey.stringKey("service.name"), "s"),
          "https://schema",
          "scope",
          "1.2");

  @Test
  void toData_losesNothingThatAStoreKeeps() {
    StoredSpan bare = TestSpans.span(1, Attributes.empty());

    List<SpanData> data = SpanDataAdapter.toData(List.of(RICH, bare));

    assertThat(data).extracting(SpanDataAdapter::toStored).containsExactly(RICH, bare);
    assertThat(data.get(0).getSpanContext().isSampled()).isTrue();
    assertThat(data.get(0).getParentSpanContext().isRemote()).isTrue();
    assertThat(data.get(1).getParentSpanContext().isValid()).isFalse();
    assertThat(data).allMatch(SpanData::hasEnded);
  }

  @Test
  void toData_sharesResourceAndScope() {
    List<SpanData> data = SpanDataAdapter.toData(List.of(RICH, RICH));

    assertThat(data.get(0).getResource()).isSameAs(data.get(1).getResource());
    assertThat(data.get(0).getInstrumentationScopeInfo())
        .isSameAs(data.get(1).getInstrumentationScopeInfo());
  }
}
