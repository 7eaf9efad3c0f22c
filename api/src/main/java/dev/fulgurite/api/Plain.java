package dev.fulgurite.api;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Any value as one of: null, String, Boolean, a number of the JDK, Map, Iterable. */
final class Plain {
  /**
   * As {@link #shallow}, and objects as {@link ObjectConverters} gives them, in part where it runs
   * {@code onCut}.
   */
  static @Nullable Object of(@Nullable Object value, Runnable onCut) {
    Object plain = shallow(value);
    if (plain == null || isPlain(plain)) {
      return plain;
    }
    return ObjectConverters.convert(plain, onCut);
  }

  /**
   * Text as String and arrays as lists; anything else comes back as it is, {@code byte[]} too,
   * which is a blob and no list of numbers.
   */
  static @Nullable Object simple(@Nullable Object value) {
    if (value instanceof CharSequence || value instanceof Character) {
      return text(value);
    }
    if (value instanceof Object[] array) {
      return Arrays.asList(array);
    }
    if (value == null || value instanceof byte[] || !value.getClass().isArray()) {
      return value;
    }
    return new PrimitiveArray(value);
  }

  /** As {@link #simple}, and what else needs no converter. */
  static @Nullable Object shallow(@Nullable Object value) {
    if (isText(value)) {
      return text(value);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof byte[] bytes) {
      return Base64.getEncoder().encodeToString(bytes);
    }
    if (value instanceof Optional<?> optional) {
      return shallow(optional.orElse(null));
    }
    return value instanceof AtomicBoolean flag ? (Object) flag.get() : simple(value);
  }

  static boolean isPlain(Object value) {
    return value instanceof String
        || value instanceof Boolean
        || isIntegral(value)
        || isFloating(value)
        || value instanceof Map
        || value instanceof Collection;
  }

  /** String, Boolean, Long or Double, as attributes have them; null for anything else. */
  static @Nullable Object scalar(@Nullable Object plain) {
    if (plain instanceof String || plain instanceof Boolean) {
      return plain;
    }
    if (plain instanceof BigInteger big && big.bitLength() >= Long.SIZE) {
      return big.toString();
    }
    if (!(plain instanceof Number number)) {
      return null;
    }
    if (isIntegral(number)) {
      return number.longValue();
    }
    return isFloating(number) ? (Object) number.doubleValue() : null;
  }

  static boolean isIntegral(@Nullable Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || value instanceof BigInteger
        || value instanceof AtomicInteger
        || value instanceof AtomicLong
        || value instanceof LongAdder;
  }

  static boolean isFloating(@Nullable Object value) {
    return value instanceof Double
        || value instanceof Float
        || value instanceof BigDecimal
        || value instanceof DoubleAdder;
  }

  /** Values of the JDK whose string is the whole of them; a path would also iterate over itself. */
  private static boolean isText(@Nullable Object value) {
    return value instanceof TemporalAccessor
        || value instanceof TemporalAmount
        || value instanceof UUID
        || value instanceof URI
        || value instanceof URL
        || value instanceof Path
        || value instanceof Locale
        || value instanceof Class;
  }

  /** The string form; never null, and never throws what the value's own code throws. */
  static String text(@Nullable Object value) {
    try {
      return String.valueOf((Object) String.valueOf(value));
    } catch (Throwable broken) {
      String type = value == null ? "null" : value.getClass().getName();
      return type + " (toString threw " + broken.getClass().getName() + ")";
    }
  }

  private static final class PrimitiveArray extends AbstractList<Object> {
    private final Object array;

    PrimitiveArray(Object array) {
      this.array = array;
    }

    @Override
    public Object get(int index) {
      return Array.get(array, index);
    }

    @Override
    public int size() {
      return Array.getLength(array);
    }
  }

  private Plain() {}
}
