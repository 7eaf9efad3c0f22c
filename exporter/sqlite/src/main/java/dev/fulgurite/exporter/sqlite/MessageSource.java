package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.sql.SQLException;

/** Gives back what {@link MessageSink} took. */
interface MessageSource {
  String message(MessageReference reference) throws IOException, SQLException;

  /** A text of the block that the body is in. */
  String shared(int number) throws IOException;
}
