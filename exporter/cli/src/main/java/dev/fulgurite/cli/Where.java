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

    private Fault(String message) {
      super(message);
    }
  }

  /**
   * The filter of a command's argument. A dash and digits would be a text to look for, but whoever
   * knows {@code tail -3} means how many.
   *
   * @param howMany the option that says so
   */
  static SpanFilter argument(String text, String howMany) {
    if (text.matches("-\\d+")) {
      String digits = text.substring(1);
      throw new Fault(
          "'%s' is no filter: write %s %s for how many spans, or '\"%s\"' for the text"
              .formatted(text, howMany, digits, text));
    }
    return new Where().convert(text);
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
