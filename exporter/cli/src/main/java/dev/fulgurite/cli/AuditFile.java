package dev.fulgurite.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.fulgurite.exporter.store.PrivateFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Beside a store, a line for each command that opened it. Where the file is, every command writes
 * one, so that nobody is left out who does not set what asked for it.
 */
final class AuditFile {
  /** What its name has after the store's. */
  static final String ENDING = ".audit.jsonl";

  private static final JsonFactory JSON = new JsonFactory();

  private final Path path;

  private AuditFile(Path path) {
    this.path = path;
  }

  static AuditFile beside(Path store) {
    Path file = LinkedPath.end(store); // however it is called, its record is one
    return new AuditFile(file.resolveSibling(file.getFileName() + ENDING));
  }

  boolean exists() {
    return Files.exists(path);
  }

  /** Before anything is read, and a store made: where it cannot be written, nothing is to be. */
  void add(List<String> command) {
    try {
      PrivateFiles.createFolder(Objects.requireNonNullElse(path.getParent(), path));
      PrivateFiles.createFile(path);
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.APPEND)) {
        // In one piece, so that lines of several processes do not mix.
        file.write(ByteBuffer.wrap(line(command).getBytes(StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new CliException(
          "nothing was read: the record of reads " + path + " cannot be written (" + e + ")");
    }
  }

  private static String line(List<String> command) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("time", Instant.now().toString());
      json.writeStringField("user", System.getProperty("user.name"));
      json.writeNumberField("pid", ProcessHandle.current().pid());
      json.writeArrayFieldStart("command");
      for (String word : command) {
        json.writeString(word);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }
}
