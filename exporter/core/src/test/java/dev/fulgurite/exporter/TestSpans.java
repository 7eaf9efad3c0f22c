package dev.fulgurite.exporter;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds spans for tests: ids are short numbers, times are whatever unit the test thinks in. */
public final class TestSpans {
  private final AttributesBuilder attributes = Attributes.builder();
  private final String spanId;
  private String traceId = trace(1);
  private @Nullable String parentId;
  private String name = "span";
  private long start;
  private long end;
  private StatusCode status = StatusCode.UNSET;

  private TestSpans(long id) {
    this.spanId = id(id);
  }

  /** A root span with this id. */
  public static TestSpans span(long id) {
    return new TestSpans(id);
  }

  /** 16 hexadecimal digits. */
  public static String id(long id) {
    return String.format("%016x", id);
  }

  /** 32 hexadecimal digits. */
  public static String trace(long id) {
    return String.format("%032x", id);
  }

  /** The trace the span belongs to; 1 unless told. */
  public TestSpans inTrace(long id) {
    traceId = trace(id);
    return this;
  }

  /** The parent's id, in the same trace. */
  public TestSpans under(long id) {
    parentId = id(id);
    return this;
  }

  public TestSpans name(String name) {
    this.name = name;
    return this;
  }

  public TestSpans at(long start, long end) {
    this.start = start;
    this.end = end;
    return this;
  }

  public TestSpans failed() {
    this.status = StatusCode.ERROR;
    return this;
  }

  public TestSpans with(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  public TestSpans with(String key, long value) {
    attributes.put(key, value);
    return this;
  }

  public TestSpans with(String key, double value) {
    attributes.put(key, value);
    return this;
  }

  public <T> TestSpans with(AttributeKey<T> key, T value) {
    attributes.put(key, value);
    return this;
  }

  public StoredSpan build() {
    return new StoredSpan(
        traceId,
        spanId,
        parentId,
        false,
        "",
        name,
        SpanKind.INTERNAL,
        start,
        end,
        status,
        "",
        attributes.build(),
        List.of(),
        List.of(),
        Attributes.empty(),
        null,
        "test",
        null);
  }
}
