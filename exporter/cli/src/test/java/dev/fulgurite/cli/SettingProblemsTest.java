package dev.fulgurite.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A setting that means nothing, to a command. */
class SettingProblemsTest {
  @TempDir Path folder;

  @BeforeEach
  void misspell() {
    System.setProperty("fulgurite.stor", "x");
    System.setProperty("fulgurite.batch.max-size", "many");
  }

  @AfterEach
  void clear() {
    System.clearProperty("fulgurite.stor");
    System.clearProperty("fulgurite.batch.max-size");
    System.clearProperty("fulgurite.quiet");
  }

  @Test
  void eachIsSaidInALine_once_andTheCommandAnswers() {
    String url = Story.write(folder);

    Cli cli = Cli.run("delete", "--session", "none", "--yes", "--store", url);

    assertThat(cli.code()).isZero();
    assertThat(cli.err().lines())
        .filteredOn(line -> line.contains("batch") || line.contains("stor'"))
        .containsExactly(
            "fulgurite: unknown setting 'fulgurite.stor': ignored; did you mean 'fulgurite.store'?",
            "fulgurite: fulgurite.batch.max-size = 'many' is not a whole number above 0: using the"
                + " default 512");
  }

  @Test
  void theDoctorHasThemAmongItsFindings() {
    assertThat(Cli.run("doctor", "--store", Story.write(folder)).err()).isEmpty();
  }

  @Test
  void nothingIsSaid_whenQuiet() {
    System.setProperty("fulgurite.quiet", "true");

    assertThat(Cli.run("sessions", "--store", Story.write(folder)).err()).isEmpty();
  }
}
