package dev.fulgurite.examples.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fulgurite.examples.math.replay.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void defaults() {
    assertThat(parse("")).isEqualTo(new Options(null, null, Integer.MAX_VALUE, 1, 0, false));
  }

  @Test
  void parse_readsEachOption() {
    assertThat(parse("--dataset d.jsonl --model m --limit 3 --parallel 4 --port 5 --help"))
        .isEqualTo(new Options(Path.of("d.jsonl"), "m", 3, 4, 5, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus|unknown option --bogus; --help lists the options",
        "--limit|--limit needs a value; --help says which",
        "--limit x|--limit x: give a number from 1 to 2147483647",
        "--limit 0|--limit 0: give a number from 1 to 2147483647",
        "--parallel 257|--parallel 257: give a number from 1 to 256",
        "--port 65536|--port 65536: give a number from 0 to 65535",
      })
  void parse_namesWhatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void usage_namesEachOption() {
    assertThat(Options.USAGE)
        .contains("--dataset", "--model", "--limit", "--parallel", "--port", "--help");
  }

  private static Options parse(String arguments) {
    return Options.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
  }
}
