package dev.fulgurite.api;

import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * How an object of the application becomes maps and lists: by the application's own Jackson (2 or
 * 3) if its class or the thread's context class loader sees one, so that its annotations hold;
 * otherwise by the converter that an exporter or agent has installed; otherwise not at all, and its
 * string is kept.
 */
public final class ObjectConverters {
  private static volatile @Nullable Function<Object, Object> installed;

  /**
   * Installs the converter for objects that no Jackson of the application's can convert; the last
   * one installed is asked. It must be thread-safe, give only types of the JDK (maps, collections,
   * strings, numbers, booleans, or null), and may throw, which means that it cannot. It runs on the
   * emitting thread, only for spans that are recorded.
   *
   * @throws IllegalArgumentException if {@code converter} is null
   */
  public static void install(Function<Object, Object> converter) {
    installed = Refusal.ifNull(converter, "converter");
  }

  /**
   * Forgets the converter if it is the one installed: for a container that stops.
   *
   * @throws IllegalArgumentException if {@code converter} is null
   */
  public static void uninstall(Function<Object, Object> converter) {
    if (Refusal.ifNull(converter, "converter") == installed) {
      installed = null;
    }
  }

  /**
   * The plain form, or {@code value} itself where nothing can convert it; {@code onCut} is run
   * where only a part is converted.
   */
  static @Nullable Object convert(Object value, Runnable onCut) {
    if (value instanceof Iterator || value instanceof BaseStream) {
      return value; // Reading it would take the elements from its owner.
    }
    JacksonMapper jackson = Jackson.visibleTo(value.getClass());
    if (jackson != null) {
      try {
        return jackson.convert(value, onCut);
      } catch (Throwable unserialisable) {
        // Then perhaps the installed one can.
      }
    }
    Function<Object, Object> fallback = installed;
    return fallback == null ? value : attempt(fallback, value);
  }

  /** The converted value, or {@code value} itself after a failure or a result that is not plain. */
  private static @Nullable Object attempt(Function<Object, Object> converter, Object value) {
    try {
      Object converted = converter.apply(value);
      return converted == null || Plain.isPlain(converted) ? converted : value;
    } catch (Throwable unserialisable) {
      return value;
    }
  }

  private ObjectConverters() {}
}
