package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PreCheckTest {
  @Test
  void feature_isReadFromBothSpellings() {
    assertThat(PreCheck.feature("1.8")).isEqualTo(8);
    assertThat(PreCheck.feature("11")).isEqualTo(11);
    assertThat(PreCheck.feature("17")).isEqualTo(17);
    assertThat(PreCheck.feature("25-ea")).isEqualTo(17);
  }

  @Test
  void classFile_isForJava8() throws IOException {
    try (DataInputStream stream =
        new DataInputStream(PreCheck.class.getResourceAsStream("PreCheck.class"))) {
      stream.readInt();
      stream.readUnsignedShort();
      assertThat(stream.readUnsignedShort()).isEqualTo(52);
    }
  }
}
