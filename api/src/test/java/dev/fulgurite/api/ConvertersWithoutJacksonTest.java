package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that has no Jackson: its classes are in a loader that sees the JDK alone. */
class ConvertersWithoutJacksonTest {
  @RegisterExtension final SpanRecorder recorder = new SpanRecorder();
  private final ClassLoader contextLoader = Thread.currentThread().getContextClassLoader();
  private Object bean;

  /** Loaded a second time, where no Jackson is. */
  public static final class Bean {
    public String getName() {
      return "bean";
    }

    @Override
    public String toString() {
      return "Bean[bean]";
    }
  }

  @BeforeEach
  void loadBean() throws Exception {
    URL classes = Bean.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader bare =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    bean = bare.loadClass(Bean.class.getName()).getConstructor().newInstance();
    Thread.currentThread().setContextClassLoader(bare);
  }

  @AfterEach
  void restoreContextLoader() {
    Thread.currentThread().setContextClassLoader(contextLoader);
  }

  @Test
  void object_isItsString_andMarked() {
    recorder.emitter().object(List.of(bean));

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.object.json", "[\"Bean[bean]\"]")
        .containsEntry("fulgurite.object.stringified", true);
  }

  @Test
  void object_isConverted_onceAConverterIsInstalled() {
    Function<Object, Object> converter = value -> Map.of("by", "converter");
    ObjectConverters.install(converter);
    try {
      recorder.emitter().object(bean);
    } finally {
      ObjectConverters.uninstall(converter);
    }

    assertThat(recorder.attributes())
        .containsEntry("agentlightning.object.json", "{\"by\":\"converter\"}")
        .doesNotContainKey("fulgurite.object.stringified");
  }

  @Test
  void object_isItsString_whenTheConverterFails() {
    Function<Object, Object> converter =
        value -> {
          throw new StackOverflowError();
        };
    ObjectConverters.install(converter);
    try {
      recorder.emitter().object(bean);
    } finally {
      ObjectConverters.uninstall(converter);
    }

    assertThat(SpanReaders.object(recorder.onlyView())).contains("Bean[bean]");
  }

  @Test
  void object_isConvertedByTheContextLoadersJackson() {
    Thread.currentThread().setContextClassLoader(contextLoader);

    recorder.emitter().object(bean);

    assertThat(SpanReaders.object(recorder.onlyView())).contains(Map.of("name", "bean"));
  }

  @Test
  void jackson_isTheVersionOfThisExecution() {
    Thread.currentThread().setContextClassLoader(contextLoader);

    assertThat(
            contextLoader.getResource("com/fasterxml/jackson/databind/ObjectMapper.class") != null)
        .isEqualTo("2".equals(System.getProperty("fulgurite.test.jackson")));
    assertThat(contextLoader.getResource("tools/jackson/databind/ObjectMapper.class") != null)
        .isEqualTo("3".equals(System.getProperty("fulgurite.test.jackson")));
    assertThat(Jackson.visibleTo(Bean.class)).isNotNull();
  }
}
