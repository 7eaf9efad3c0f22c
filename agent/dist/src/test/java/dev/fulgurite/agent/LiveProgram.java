package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is told to end, and does what it is told, line by line. */
record LiveProgram(
    Process process, BufferedReader reader, BufferedWriter writer, Path err, Path folder)
    implements AutoCloseable {
  /** Blocks until the program says that it runs. */
  static LiveProgram of(Process process, Path err, Path folder) throws IOException {
    LiveProgram program =
        new LiveProgram(process, process.inputReader(), process.outputWriter(), err, folder);
    assertThat(program.reader.readLine()).isEqualTo("ready");
    return program;
  }

  String pid() {
    return Long.toString(process.pid());
  }

  /** Blocks until it has been done; what the program says then. */
  String tell(String line) throws IOException {
    writer.write(line);
    writer.newLine();
    writer.flush();
    return reader.readLine();
  }

  /** Lets it come to its end. */
  Run end() throws IOException, InterruptedException {
    writer.close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Run(process.exitValue(), "", Files.readString(err), folder);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
