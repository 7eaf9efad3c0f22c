package dev.fulgurite.api;

import java.io.Writer;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ObjectMapper} of the application's. It writes text that is cut off when it is too
 * long, so that a huge or endless object costs no more than that, and the text is read again.
 */
final class JacksonMapper {
  private final Object mapper;
  private final Method writeValue;

  private JacksonMapper(Object mapper, Method writeValue) {
    this.mapper = mapper;
    this.writeValue = writeValue;
  }

  static Optional<JacksonMapper> of(Class<?> type) {
    try {
      Method writeValue = type.getMethod("writeValue", Writer.class, Object.class);
      Object mapper = type.getConstructor().newInstance();
      return Optional.of(new JacksonMapper(configured(type, mapper), writeValue));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError unusable) {
      Warnings.report("cannot use Jackson", type.getName(), unusable);
      return Optional.empty();
    }
  }

  /** As maps and lists, or throws; {@code onCut} is run where only the beginning is converted. */
  @Nullable Object convert(Object value, Runnable onCut) throws ReflectiveOperationException {
    CappedWriter json = new CappedWriter(Limits.TEXT);
    try {
      writeValue.invoke(mapper, json, value);
    } catch (ReflectiveOperationException failure) {
      if (!json.isCut()) {
        throw failure;
      }
    }
    if (json.isCut()) {
      onCut.run();
      return JsonReader.readBeginning(json.toString());
    }
    return JsonReader.read(json.toString());
  }

  private static Object configured(Class<?> type, Object mapper) {
    try {
      return type.getName().startsWith("com.fasterxml.")
          ? second(type, mapper)
          : third(type, mapper);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError asItComes) {
      // Some module of the application's is broken: beans that do not need it still convert.
      return mapper;
    }
  }

  /** Jackson 2 must be told of its modules, and to write dates as text. */
  private static Object second(Class<?> type, Object mapper) throws ReflectiveOperationException {
    Object modules =
        type.getMethod("findModules", ClassLoader.class).invoke(null, type.getClassLoader());
    type.getMethod("registerModules", Iterable.class).invoke(mapper, modules);
    Class<?> feature = sibling(type, "SerializationFeature");
    type.getMethod("configure", feature, boolean.class)
        .invoke(mapper, feature.getField("WRITE_DATES_AS_TIMESTAMPS").get(null), false);
    return mapper;
  }

  /** Jackson 3 must be told that an object without properties is not an empty one. */
  private static Object third(Class<?> type, Object mapper) throws ReflectiveOperationException {
    Object builder = type.getMethod("rebuild").invoke(mapper);
    Class<?> feature = sibling(type, "SerializationFeature");
    Class<?> builderType = sibling(type, "cfg.MapperBuilder");
    builderType
        .getMethod("configure", feature, boolean.class)
        .invoke(builder, feature.getField("FAIL_ON_EMPTY_BEANS").get(null), true);
    return builderType.getMethod("build").invoke(builder);
  }

  private static Class<?> sibling(Class<?> type, String name) throws ClassNotFoundException {
    return Class.forName(type.getPackageName() + '.' + name, true, type.getClassLoader());
  }
}
