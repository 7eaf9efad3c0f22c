package dev.fulgurite.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** As many questions as a test needs, in GSM8K's form. */
final class GeneratedDataset {
  static Path write(Path file, int questions) throws IOException {
    String lines =
        IntStream.range(0, questions)
            .mapToObj(GeneratedDataset::line)
            .collect(Collectors.joining("\n", "", "\n"));
    return Files.writeString(file, lines);
  }

  private static String line(int i) {
    return ("{\"question\": \"Ann has %1$d apples, finds 3 and doubles them. How many?\","
            + " \"answer\": \"%1$d+3=<<%1$d+3=%2$d>>%2$d.\\nTwice is <<%2$d*2=%3$d>>%3$d.\\n"
            + "#### %3$d\"}")
        .formatted(i, i + 3, 2 * (i + 3));
  }

  private GeneratedDataset() {}
}
