package dev.fulgurite.cli.parquet;

/** A column whose values may be null. */
public record Column(String name, Type type) {
  /** What a column holds. */
  public enum Type {
    /** A {@link String}. */
    TEXT(6),
    /** A {@link Long}. */
    LONG(2),
    /** A {@link Double}. */
    DOUBLE(5),
    /** A {@link Long}: microseconds since the epoch. */
    TIME(2);

    private final int physical;

    Type(int physical) {
      this.physical = physical;
    }

    int physical() {
      return physical;
    }
  }

  private static final int OPTIONAL = 1;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;

  /** How the file's schema names it: also in the older way, which some readers still need. */
  ThriftStruct schema() {
    ThriftStruct element =
        new ThriftStruct().number(1, type.physical()).number(3, OPTIONAL).text(4, name);
    return switch (type) {
      case TEXT ->
          element.number(6, UTF8).struct(10, new ThriftStruct().struct(1, new ThriftStruct()));
      case TIME ->
          element
              .number(6, TIMESTAMP_MICROS)
              .struct(10, new ThriftStruct().struct(8, utcMicroseconds()));
      case LONG, DOUBLE -> element;
    };
  }

  private static ThriftStruct utcMicroseconds() {
    ThriftStruct unit = new ThriftStruct().struct(2, new ThriftStruct());
    return new ThriftStruct().isTrue(1).struct(2, unit);
  }
}
