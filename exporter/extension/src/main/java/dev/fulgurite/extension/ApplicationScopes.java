package dev.fulgurite.extension;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls {@code ScopeAttributes.next(Context.current())} of the application that a class loader
 * belongs to. Holds no application: a class is found again by its loader, a handle by its class.
 * Thread-safe.
 */
final class ApplicationScopes {
  private static final String READER = "dev.fulgurite.api.ScopeAttributes";
  private static final MethodType NEXT = MethodType.methodType(Map.class);

  private final Map<ClassLoader, WeakReference<@Nullable Class<?>>> readers = new WeakHashMap<>();
  private final ClassValue<MethodHandle> calls =
      new ClassValue<>() {
        @Override
        protected MethodHandle computeValue(Class<?> reader) {
          return find(reader);
        }
      };

  /** Empty where {@code loader} sees no {@code fulgurite-api}, or no session is open. */
  @SuppressWarnings("unchecked") // as ScopeAttributes.next says
  Map<String, Object> next(@Nullable ClassLoader loader) {
    Class<?> reader = loader == null ? null : reader(loader);
    try {
      return reader == null ? Map.of() : (Map<String, Object>) calls.get(reader).invokeExact();
    } catch (Throwable notOurApi) {
      return Map.of();
    }
  }

  private @Nullable Class<?> reader(ClassLoader loader) {
    synchronized (readers) {
      return readers.computeIfAbsent(loader, ApplicationScopes::load).get();
    }
  }

  private static WeakReference<@Nullable Class<?>> load(ClassLoader loader) {
    try {
      return new WeakReference<>(loader.loadClass(READER));
    } catch (ClassNotFoundException | LinkageError e) {
      return new WeakReference<>(null);
    }
  }

  /** The context is of the application's type, whose name is the agent's to change in our code. */
  private static MethodHandle find(Class<?> reader) {
    try {
      Lookup lookup = MethodHandles.publicLookup();
      for (var method : reader.getMethods()) {
        if (method.getName().equals("next")) {
          Class<?> context = method.getParameterTypes()[0];
          MethodHandle current =
              lookup.findStatic(context, "current", MethodType.methodType(context));
          return MethodHandles.foldArguments(lookup.unreflect(method), current).asType(NEXT);
        }
      }
    } catch (ReflectiveOperationException e) {
      // Another version of the API than any we know: as if there were none.
    }
    return MethodHandles.constant(Map.class, Map.of()).asType(NEXT);
  }
}
