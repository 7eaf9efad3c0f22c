package app;

import java.util.function.BinaryOperator;

/** Throws whatever it is asked. */
public final class BrokenRedaction implements BinaryOperator<String> {
  @Override
  public String apply(String key, String text) {
    throw new IllegalStateException("cannot take " + text);
  }
}
