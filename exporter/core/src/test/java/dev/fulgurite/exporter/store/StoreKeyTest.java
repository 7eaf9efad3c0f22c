package dev.fulgurite.exporter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeyTest {
  private static final String DIGITS =
      "0123456789abcdefFEDCBA98765432100123456789abcdefFEDCBA9876543210";
  private static final byte[] SALT = {1, 2, 3};

  @TempDir Path folder;

  private String file(String content) throws IOException {
    Path file = folder.resolve("store.key");
    PrivateFiles.createFile(file);
    return Files.writeString(file, content).toString();
  }

  @Test
  void ofFile_readsDigits_andPassesOverWhiteSpaceAroundThem() throws IOException {
    byte[] derived = StoreKey.ofFile(file(DIGITS)).derive("any", SALT);

    assertThat(derived).hasSize(32);
    assertThat(StoreKey.ofFile(file(" " + DIGITS.toLowerCase() + "\r\n")).derive("any", SALT))
        .isEqualTo(derived);
  }

  @Test
  void derive_givesOthers_forEachKeyPurposeAndSalt() throws IOException {
    StoreKey key = StoreKey.ofFile(file(DIGITS));
    byte[] derived = key.derive("any", SALT);

    assertThat(key.derive("other", SALT)).isNotEqualTo(derived);
    assertThat(key.derive("any", new byte[] {1, 2, 4})).isNotEqualTo(derived);
    assertThat(StoreKey.ofFile(file("0".repeat(64))).derive("any", SALT)).isNotEqualTo(derived);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789", DIGITS + "0", DIGITS + "\n" + DIGITS, "0123456789g"})
  void ofFile_refuses_whatIsNoKey_andDoesNotRepeatIt(String content) throws IOException {
    String file = file(content);

    assertThatThrownBy(() -> StoreKey.ofFile(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'" + file + "' (fulgurite.store.key-file)")
        .hasMessageContaining("openssl rand -hex 32")
        .hasMessageNotContaining("0123456789");
  }

  @Test
  void ofFile_refuses_whatCannotBeRead() {
    String missing = folder.resolve("missing").toString();

    assertThatThrownBy(() -> StoreKey.ofFile(missing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'" + missing + "' (fulgurite.store.key-file) cannot be read")
        .hasMessageContaining("name a file that this user may read");
    assertThatThrownBy(() -> StoreKey.ofFile("a\0b")).isInstanceOf(StoreException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  @DisabledOnOs(OS.WINDOWS)
  void ofFile_refuses_whatOthersMayReadOrWrite(String permissions) throws IOException {
    String file = file(DIGITS);
    Files.setPosixFilePermissions(Path.of(file), PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> StoreKey.ofFile(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("'" + file + "' (fulgurite.store.key-file)")
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void strings_nameTheFile_andHideTheKey() throws IOException {
    String file = file(DIGITS);

    StoreOptions options = StoreOptions.defaults().withKeyFile(file);

    assertThat(options.toString()).contains(file).doesNotContainIgnoringCase("0123456789");
    assertThat(options.withKeyFile("").key()).isNull();
    assertThat(StoreOptions.defaults().key()).isNull();
  }

  @Test
  void open_refusesAKey_whereTheStoreCannotEncrypt() throws IOException {
    StoreOptions options = StoreOptions.defaults().withKeyFile(file(DIGITS));

    assertThatThrownBy(() -> SpanStores.open("memory:", options, getClass().getClassLoader()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("memory:")
        .hasMessageContaining("not encrypted")
        .hasMessageContaining("leave fulgurite.store.key-file away");
  }
}
