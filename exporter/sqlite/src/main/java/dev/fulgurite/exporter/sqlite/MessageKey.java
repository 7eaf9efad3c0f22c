package dev.fulgurite.exporter.sqlite;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What a message says, in 128 bits of its SHA-256, and the session it was said in. */
record MessageKey(String session, long high, long low) {
  static MessageKey of(String session, byte[] message) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(message));
    return new MessageKey(session, digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
