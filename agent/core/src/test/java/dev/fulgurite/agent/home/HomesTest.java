package dev.fulgurite.agent.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fulgurite.agent.boundary.EndedSpan;
import dev.fulgurite.agent.boundary.SinkSpan;
import dev.fulgurite.agent.boundary.SpanRequest;
import dev.fulgurite.agent.boundary.SpanSink;
import dev.fulgurite.agent.boundary.SpanTap;
import dev.fulgurite.agent.hook.Home;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class HomesTest {
  private final Home isolated =
      (Home)
          Proxy.newProxyInstance(
              HomesTest.class.getClassLoader(), new Class<?>[] {Home.class}, (p, m, a) -> null);
  private final Homes homes =
      new Homes(new NoSink(), new NoSink(), isolated, new BridgeSource("", ".class"), key -> false);

  @Test
  void loaderWithoutOpenTelemetry_isIsolated() {
    assertThat(homes.of(loader(HomesTest.class))).isSameAs(isolated);
  }

  @Test
  void loaderWithOpenTelemetry_isBridged_inItsOwnTypes() throws Exception {
    ClassLoader application = application();
    BridgedHome home = homes.bridged(application);

    Class<?> type = application.loadClass(OpenTelemetry.class.getName());
    assertThat(home).isNotNull();
    assertThat(home.side().openTelemetry()).isInstanceOf(type).isNotInstanceOf(OpenTelemetry.class);
    assertThat(homes.of(application)).isSameAs(home);
  }

  @Test
  void loadersThatShareAnApi_shareWhatTheApplicationMade() throws Exception {
    ClassLoader parent = application();
    BridgedHome first = homes.bridged(new URLClassLoader(new URL[0], parent));
    BridgedHome second = homes.bridged(new URLClassLoader(new URL[0], parent));

    assertThat(first).isNotSameAs(second);
    assertThat(homes.hasApplicationSdk()).isFalse();
    first.built(new Object());
    assertThat(homes.hasApplicationSdk()).as("not an OpenTelemetry").isFalse();
  }

  @Test
  void unloadedApplication_isNotHeld() {
    WeakReference<ClassLoader> application = new WeakReference<>(bridgedAndDropped());

    await()
        .until(
            () -> {
              System.gc();
              return application.get() == null;
            });
  }

  private ClassLoader bridgedAndDropped() {
    ClassLoader application = application();
    assertThat(homes.bridged(application)).isNotNull();
    return application;
  }

  private static ClassLoader application() {
    return loader(OpenTelemetry.class, Context.class, common());
  }

  private static Class<?> common() {
    try {
      return Class.forName("io.opentelemetry.common.ComponentLoader");
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ClassLoader loader(Class<?>... types) {
    URL[] urls = new URL[types.length];
    for (int i = 0; i < types.length; i++) {
      urls[i] = types[i].getProtectionDomain().getCodeSource().getLocation();
    }
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  private static final class NoSink implements SpanSink, SpanTap {
    @Override
    public boolean isOn() {
      return false;
    }

    @Override
    public void ended(EndedSpan span) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SinkSpan start(SpanRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean flush() {
      return true;
    }
  }
}
