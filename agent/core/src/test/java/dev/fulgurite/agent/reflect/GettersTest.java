package dev.fulgurite.agent.reflect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GettersTest {
  public interface Named {
    String name();

    default String greeting() {
      return "Hello " + name();
    }
  }

  private record Hidden(String name, int age) implements Named {
    public String broken() {
      throw new IllegalStateException();
    }
  }

  @Test
  void read_findsAPublicInterfacesMethods_whenTheClassIsHidden() {
    Hidden hidden = new Hidden("Ada", 36);

    assertThat(Getters.text(hidden, "name")).isEqualTo("Ada");
    assertThat(Getters.text(hidden, "greeting")).isEqualTo("Hello Ada");
  }

  @Test
  void read_isNull_whenThereIsNothingToRead() {
    Hidden hidden = new Hidden("Ada", 36);

    assertThat(Getters.read(hidden, "age")).isNull();
    assertThat(Getters.read(hidden, "broken")).isNull();
    assertThat(Getters.read(hidden, "missing", "name")).isNull();
    assertThat(Getters.read(null, "name")).isNull();
    assertThat(Getters.list("text", "length")).isEmpty();
  }

  @Test
  void text_isNull_whenThereIsNoneToBeHad() {
    Object mute =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException();
          }
        };

    assertThat(Getters.text(mute)).isNull();
    assertThat(Getters.text(null)).isNull();
    assertThat(Getters.text(7)).isEqualTo("7");
  }

  @Test
  void read_followsAPath() {
    assertThat(Getters.read(Map.of("a", 1), "entrySet", "size")).isEqualTo(1);
    assertThat(Getters.read(List.of(), "missing", "size")).isNull();
  }

  @Test
  void read_seesThroughOptionals() {
    assertThat(Getters.read(List.of(1).stream(), "findFirst")).isEqualTo(1);
    assertThat(Getters.read(List.of("text").stream(), "findFirst", "length")).isEqualTo(4);
    assertThat(Getters.read(List.of().stream(), "findFirst")).isNull();
  }

  @Test
  void isA_seesInheritedTypes() {
    assertThat(Getters.isA(new Hidden("Ada", 36), Named.class.getName())).isTrue();
    assertThat(Getters.isA("text", Named.class.getName())).isFalse();
    assertThat(Getters.isA(null, Named.class.getName())).isFalse();
  }
}
