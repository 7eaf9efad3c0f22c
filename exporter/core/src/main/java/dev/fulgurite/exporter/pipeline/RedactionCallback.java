package dev.fulgurite.exporter.pipeline;

import dev.fulgurite.exporter.config.Setting;
import dev.fulgurite.exporter.redact.ValueRedactor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The application's own class that says what is kept, by a type of the JDK's since it may see none
 * of ours. It is loaded for the first text; where that fails or it throws, the redactor keeps
 * nothing, and one line says so, without the text. Thread-safe.
 */
final class RedactionCallback implements ValueRedactor {
  private final String className;
  private final Consumer<String> lines;
  private final AtomicBoolean said = new AtomicBoolean();
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);
  private @Nullable BiFunction<Object, Object, Object> loaded;
  private @Nullable Unusable unusable;

  RedactionCallback(String className, Consumer<String> lines) {
    this.className = className;
    this.lines = lines;
  }

  @Override
  public @Nullable String redact(String key, String value) {
    if (inside.get()) {
      throw new Unusable("emits spans itself"); // which would ask it again, and so forever
    }
    inside.set(true);
    try {
      return (String) callback().apply(key, value);
    } catch (Throwable t) {
      if (said.compareAndSet(false, true)) {
        lines.accept(
            "%s=%s failed, and where it does nothing of a text is kept: %s"
                .formatted(Setting.REDACT_CALLBACK.key(), className, place(t)));
      }
      throw t;
    } finally {
      inside.remove();
    }
  }

  private synchronized BiFunction<Object, Object, Object> callback() {
    if (unusable != null) {
      throw unusable;
    }
    BiFunction<Object, Object, Object> known = loaded;
    if (known == null) {
      known = load();
      loaded = known;
    }
    return known;
  }

  @SuppressWarnings("unchecked") // what it takes and gives is checked where it is called
  private BiFunction<Object, Object, Object> load() {
    try {
      Object callback = find().getConstructor().newInstance();
      if (callback instanceof BiFunction<?, ?, ?> function) {
        return (BiFunction<Object, Object, Object>) function;
      }
      unusable = new Unusable("is not a java.util.function.BinaryOperator<String>");
    } catch (ReflectiveOperationException | LinkageError e) {
      unusable = new Unusable("cannot be made by a public constructor without parameters: " + e);
    }
    throw unusable;
  }

  /** By the loaders that see the application. */
  private Class<?> find() throws ClassNotFoundException {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    if (context != null) {
      try {
        return context.loadClass(className);
      } catch (ClassNotFoundException elsewhere) {
        // a thread of a library's may have any loader
      }
    }
    return ClassLoader.getSystemClassLoader().loadClass(className);
  }

  /** Why the callback cannot be asked. */
  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String why) {
      super(why, null, false, false);
    }
  }

  /** What a callback says when it throws is not shown: it may hold what was not to be kept. */
  private static String place(Throwable thrown) {
    if (thrown instanceof Unusable) {
      return "it " + thrown.getMessage();
    }
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }
}
