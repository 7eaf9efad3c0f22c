package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.exporter.store.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An encrypted store by the command line, from a plain one as docs/retention.md says. */
class EncryptionTest {
  private static final String SETTING = "fulgurite.store.key-file";

  @TempDir Path folder;
  private Path key = Path.of("");
  private String sealed = "";

  @BeforeEach
  void makeAnEncryptedStore() throws Exception {
    key = key("store.key", "a");
    sealed = folder.resolve("sealed.db").toString();
    String spans = folder.resolve("spans.jsonl").toString();
    String plain = Story.write(folder);
    Cli exported = Cli.run("export", "--format", "jsonl", "--store", plain, "--output", spans);
    assertThat(exported.code()).as(exported.err()).isZero();
    Cli imported = Cli.run("import", "--key-file", "" + key, "--store", sealed, spans);
    assertThat(imported.code()).as(imported.err()).isZero();
  }

  private Path key(String name, String digit) throws Exception {
    Path file = folder.resolve(name);
    PrivateFiles.createFile(file);
    return Files.writeString(file, digit.repeat(64) + "\n");
  }

  private static Cli with(Path key, String... command) {
    System.setProperty(SETTING, key.toString());
    try {
      return Cli.run(command);
    } finally {
      System.clearProperty(SETTING);
    }
  }

  @Test
  void commands_answerTheSame_withTheOptionAndWithTheSetting() throws Exception {
    String plain = folder.resolve("story.db").toString();
    for (String command : new String[] {"sessions", "spans --json", "search kind=tool", "traces"}) {
      String[] words = (command + " --store").split(" ");
      String expected = Cli.run(append(words, plain)).out();

      assertThat(expected).isNotEmpty();
      assertThat(with(key, append(words, sealed)).out()).isEqualTo(expected);
      Cli option = Cli.run(append(append(append(words, sealed), "--key-file"), "" + key));
      assertThat(option.out()).isEqualTo(expected);
      assertThat(option.err()).isEmpty();
    }
    assertThat(with(key, "check", "--store", sealed).out()).contains("no damage");
    assertThat(with(key, "doctor", "--store", sealed).out()).doesNotContain("aaaaaaaa");
    String bytes = Files.readString(Path.of(sealed), StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains("q-01").doesNotContain("index_word_text");
  }

  private static String[] append(String[] words, String word) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = word;
    return all;
  }

  @Test
  void commands_areRefused_withoutTheKeyAndWithAnother() throws Exception {
    Path other = key("other.key", "b");

    Cli without = Cli.run("sessions", "--store", sealed);
    Cli wrong = with(other, "sessions", "--store", sealed);
    Cli plain = with(key, "sessions", "--store", folder.resolve("story.db").toString());

    assertThat(without.code()).isNotZero();
    assertThat(without.err()).hasLineCount(1).contains("is encrypted", SETTING);
    assertThat(wrong.err()).hasLineCount(1).contains("" + other, SETTING, "made with");
    assertThat(plain.err()).hasLineCount(1).contains("is not encrypted", SETTING, "import");
    assertThat(without.out() + wrong.out() + plain.out()).isEmpty();
    assertThat(Cli.run("doctor", "--store", sealed).out()).contains("fail", "is encrypted");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aKeyThatOthersMayRead_isRefused() throws Exception {
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    Cli cli = with(key, "sessions", "--store", sealed);

    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).hasLineCount(1).contains("chmod 600 " + key, SETTING);
  }

  @Test
  void salvage_makesAnEncryptedStore() {
    String saved = folder.resolve("saved.db").toString();

    assertThat(with(key, "check", "--salvage", saved, "--store", sealed).code()).isZero();

    assertThat(Cli.run("sessions", "--store", saved).err()).contains("is encrypted");
    assertThat(with(key, "sessions", "--store", saved).out()).contains("q-01");
  }
}
