package dev.fulgurite.api;

import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * What a conversation writes into the log: no content, ever. Nothing it does reaches the caller.
 * The logger is touched at the first line only, since it may load a logging system.
 */
final class ConversationLog {
  private static final String NAME = "dev.fulgurite.conversation";

  static void added(String session, WeighedMessage message, long nanos) {
    write(
        Level.INFO,
        () ->
            "message added: session=%s role=%s length=%d tokens=%d took=%dus"
                .formatted(
                    Printable.text(session),
                    message.message().role().word(),
                    message.length(),
                    message.tokens(),
                    nanos / 1_000));
  }

  static void refused(String session, String reason) {
    write(
        Level.ERROR,
        () -> "message refused: session=%s: %s".formatted(Printable.text(session), reason));
  }

  private static void write(Level level, Supplier<String> line) {
    try {
      System.getLogger(NAME).log(level, line);
    } catch (Throwable unreportable) {
      // A logging system that throws is not the program's fault.
    }
  }

  private ConversationLog() {}
}
