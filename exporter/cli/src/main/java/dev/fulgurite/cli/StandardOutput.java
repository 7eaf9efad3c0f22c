package dev.fulgurite.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Remembers why it could not be written, which {@link PrintWriter} forgets. */
final class StandardOutput extends OutputStream {
  private final OutputStream out;
  private @Nullable IOException failure;

  StandardOutput(OutputStream out) {
    this.out = new BufferedOutputStream(out, 1 << 16);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    attempt(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  /** {@code code}, unless the output is incomplete for another reason than a reader who left. */
  int verdict(int code, PrintWriter err) {
    if (failure == null || isClosedPipe(failure)) {
      return code;
    }
    err.println("fulgurite: cannot write to standard output: " + failure.getMessage());
    err.flush();
    return Fulgurite.NO_ANSWER;
  }

  private void attempt(Write write) throws IOException {
    try {
      write.run();
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }

  // Unix says broken pipe, Windows that the pipe is being or has been closed.
  private static boolean isClosedPipe(IOException e) {
    String message = e.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
  }

  private interface Write {
    void run() throws IOException;
  }
}
