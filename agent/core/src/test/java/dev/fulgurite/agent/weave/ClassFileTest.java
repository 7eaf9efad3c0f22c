package dev.fulgurite.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import fixtures.Greeter;
import fixtures.Polite;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassFileTest {
  @Test
  void read_tellsNamesAndKind() {
    ClassFile polite = ClassBytes.file(Polite.class);

    assertThat(polite.superTypes()).containsExactly("fixtures/AbstractGreeter");
    assertThat(polite.isInterface()).isFalse();
    assertThat(ClassBytes.file(Greeter.class).isInterface()).isTrue();
    assertThat(ClassBytes.file(Greeter.class).superTypes()).containsExactly("java/lang/Object");
  }

  @Test
  void declares_findsMethodsWithABody() {
    assertThat(declares(Polite.class, "greet", "(Ljava/lang/String;I)Ljava/lang/String;")).isTrue();
    assertThat(declares(Polite.class, "greet", "()V")).isFalse();
    assertThat(declares(Greeter.class, "greet", "(Ljava/lang/String;I)Ljava/lang/String;"))
        .isFalse();
  }

  @Test
  void mentions_findsWholeTextsOnly() {
    ClassFile polite = ClassBytes.file(Polite.class);

    assertThat(polite.mentions(new TextSet(List.of("greet")))).isTrue();
    assertThat(polite.mentions(new TextSet(List.of("gree", "greets")))).isFalse();
    assertThat(polite.mentions(new TextSet(List.of()))).isFalse();
  }

  /** Long constants take two places, and big classes have every kind of constant. */
  @Test
  void read_understandsTheClassesOfThisTest() {
    for (Class<?> type :
        List.of(ClassFileTest.class, ClassFile.class, Weaver.class, ConstantKinds.class)) {
      assertThat(ClassBytes.file(type)).as(type.getName()).isNotNull();
      assertThat(ClassBytes.file(type).superTypes()).contains("java/lang/Object");
    }
  }

  @Test
  void read_refusesWhatIsNoClassFile() {
    byte[] bytes = ClassBytes.of(Polite.class);

    assertThat(ClassFile.read(new byte[0])).isNull();
    assertThat(ClassFile.read("not a class file".getBytes())).isNull();
    assertThat(ClassFile.read(Arrays.copyOf(bytes, 40))).isNull();
  }

  private static boolean declares(Class<?> type, String name, String descriptor) {
    return ClassBytes.file(type)
        .declared(new TextSet(List.of(name)))
        .contains(new ClassFile.Signature(name, descriptor));
  }

  /** Constants of two places among others. */
  static final class ConstantKinds {
    static final long LONG = Long.MAX_VALUE;
    static final double DOUBLE = Math.PI;
    static final Runnable LAMBDA = () -> System.out.println(LONG + DOUBLE);

    private ConstantKinds() {}
  }
}
