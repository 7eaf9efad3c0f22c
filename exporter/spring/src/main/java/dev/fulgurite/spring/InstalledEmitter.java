package dev.fulgurite.spring;

import dev.fulgurite.api.Emitter;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * Installs the {@code OpenTelemetry} bean for static emits, before any other singleton is made: so
 * what those emit while they are made is kept, and, since Spring destroys in reverse, what they
 * emit while they are destroyed is too. Where several contexts run, the one that started last
 * counts.
 */
final class InstalledEmitter
    implements BeanFactoryInitializer<ConfigurableListableBeanFactory>, DisposableBean {
  /** Of the contexts that run, the newest first. Guarded by itself. */
  private static final Deque<OpenTelemetry> RUNNING = new ArrayDeque<>();

  private final Environment environment;
  private @Nullable OpenTelemetry installed;

  InstalledEmitter(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void initialize(ConfigurableListableBeanFactory beans) {
    OpenTelemetry found = beans.getBeanProvider(OpenTelemetry.class).getIfUnique();
    if (found != null) {
      install(found);
      StoreCheck.warnIfApart(found, environment);
    }
  }

  private void install(OpenTelemetry found) {
    synchronized (RUNNING) {
      installed = found;
      RUNNING.addFirst(found);
      Emitter.install(found);
    }
  }

  @Override
  public void destroy() {
    OpenTelemetry own = installed;
    if (own != null) {
      uninstall(own);
    }
  }

  private static void uninstall(OpenTelemetry own) {
    synchronized (RUNNING) {
      boolean current = RUNNING.peekFirst() == own;
      RUNNING.removeFirstOccurrence(own);
      Emitter.uninstall(own);
      OpenTelemetry next = RUNNING.peekFirst();
      if (current && next != null) {
        Emitter.install(next);
      }
    }
  }
}
