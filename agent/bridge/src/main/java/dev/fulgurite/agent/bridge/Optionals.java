package dev.fulgurite.agent.bridge;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The JDK's optional values of every kind. */
final class Optionals {
  /** What {@code value} holds, null if it is empty; itself if it is no optional. */
  static @Nullable Object unwrap(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    } else if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? (Double) optional.getAsDouble() : null;
    } else if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (Integer) optional.getAsInt() : null;
    } else if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? (Long) optional.getAsLong() : null;
    }
    return value;
  }

  private Optionals() {}
}
