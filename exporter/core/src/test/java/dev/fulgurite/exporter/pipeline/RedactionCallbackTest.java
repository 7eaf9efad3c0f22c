package dev.fulgurite.exporter.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.exporter.redact.ValueRedactor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class RedactionCallbackTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Knows words of the house. */
  public static final class House implements BinaryOperator<String> {
    @Override
    public String apply(String key, String text) {
      return key.equals("drop") ? null : text.replace("inside", "outside");
    }
  }

  /** Says in its exception what nobody is to know. */
  public static final class Broken implements BinaryOperator<String> {
    @Override
    public String apply(String key, String text) {
      throw new IllegalArgumentException("cannot take " + text);
    }
  }

  /** Comes to be asked while it is asked. */
  public static final class Recursive implements BinaryOperator<String> {
    private static ValueRedactor again;

    @Override
    public String apply(String key, String text) {
      return again.redact(key, text);
    }
  }

  /** Cannot be made from outside. */
  static final class Hidden implements BinaryOperator<String> {
    @Override
    public String apply(String key, String text) {
      return text;
    }
  }

  @Test
  void callback_saysWhatIsKept() {
    ValueRedactor callback = callback(House.class.getName());

    assertThat(callback.redact("any", "from inside")).isEqualTo("from outside");
    assertThat(callback.redact("drop", "from inside")).isNull();
    assertThat(lines).isEmpty();
  }

  @Test
  void callback_isFoundWithoutAContextLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      assertThat(callback(House.class.getName()).redact("any", "inside")).isEqualTo("outside");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void failure_isTheCallersToHandle_andSaidOnceWithoutTheText() {
    ValueRedactor callback = callback(Broken.class.getName());

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> callback.redact("any", "the secret"))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("fulgurite.redact.callback=" + Broken.class.getName(), "RedactionCallbackTest")
        .doesNotContain("secret");
  }

  @Test
  void callbackThatEmitsItself_isNotAskedAboutThat() {
    ValueRedactor callback = callback(Recursive.class.getName());
    Recursive.again = callback;

    assertThatThrownBy(() -> callback.redact("any", "x")).hasMessage("emits spans itself");
  }

  @Test
  void unusableClass_isNamed_onceAndForAll() {
    for (String name : List.of("com.example.Missing", "java.lang.String", Hidden.class.getName())) {
      lines.clear();
      ValueRedactor callback = callback(name);

      assertThatThrownBy(() -> callback.redact("any", "x")).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> callback.redact("any", "x")).isInstanceOf(RuntimeException.class);
      assertThat(lines).singleElement().asString().contains(name, "it ");
    }
  }

  private ValueRedactor callback(String className) {
    return new RedactionCallback(className, lines::add);
  }
}
