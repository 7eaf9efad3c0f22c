package dev.fulgurite.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many: a whole number, at least 1. */
final class AtLeastOne implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    return atLeast(1, text);
  }

  static int atLeast(int least, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, as for numbers that are too small.
    }
    throw new TypeConversionException(
        "'%s' is no whole number that is at least %d and at most %d"
            .formatted(text, least, Integer.MAX_VALUE));
  }
}
