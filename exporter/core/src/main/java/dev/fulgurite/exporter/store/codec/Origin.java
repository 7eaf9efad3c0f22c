package dev.fulgurite.exporter.store.codec;

import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.Attributes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Resource and scope, which nearly all spans of a program share. Immutable. */
public record Origin(
    Attributes resource,
    @Nullable String schemaUrl,
    String scopeName,
    @Nullable String scopeVersion) {

  /** Of {@code span}. */
  public static Origin of(StoredSpan span) {
    return new Origin(
        span.resource(), span.resourceSchemaUrl(), span.scopeName(), span.scopeVersion());
  }

  /** What {@link #decode} reads. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      AttributesCodec.write(out, resource);
      writeOptional(out, schemaUrl);
      EscapedText.write(out, scopeName);
      writeOptional(out, scopeVersion);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Fails where it ends too early. */
  public static Origin decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    return new Origin(
        AttributesCodec.read(in), readOptional(in), EscapedText.read(in), readOptional(in));
  }

  private static void writeOptional(DataOutputStream out, @Nullable String text)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      EscapedText.write(out, text);
    }
  }

  private static @Nullable String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? EscapedText.read(in) : null;
  }
}
