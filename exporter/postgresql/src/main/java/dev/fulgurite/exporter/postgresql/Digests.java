package dev.fulgurite.exporter.postgresql;

import dev.fulgurite.exporter.store.codec.EscapedText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** What stands for bytes: a key that no other bytes have. */
final class Digests {
  /** The first half of the bytes' SHA-256. */
  static UUID key(byte[] bytes) {
    try {
      ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new UUID(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Stands for a text of any length in an index. */
  static UUID key(String text) {
    return key(EscapedText.escape(text).getBytes(StandardCharsets.UTF_8));
  }

  private Digests() {}
}
