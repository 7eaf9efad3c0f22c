package dev.fulgurite.cli;

import picocli.CommandLine.ITypeConverter;

/** How many, where none may be wanted. */
final class AtLeastZero implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    return AtLeastOne.atLeast(0, text);
  }
}
