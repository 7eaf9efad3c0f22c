package dev.fulgurite.cli;

import dev.fulgurite.exporter.query.FilterLanguage;
import dev.fulgurite.exporter.query.FilterSyntaxException;
import dev.fulgurite.exporter.store.SpanFilter;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A filter in {@link FilterLanguage}. */
final class Where implements ITypeConverter<SpanFilter> {
  /** A filter that cannot be read; the message shows where. */
  static final class Fault extends TypeConversionException {
    private static final long serialVersionUID = 1L;

    Fault(FilterSyntaxException e) {
      super(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public SpanFilter convert(String text) {
    try {
      return FilterLanguage.parse(text, Instant.now());
    } catch (FilterSyntaxException e) {
      throw new Fault(e);
    }
  }
}
