package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.store.StoreKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what rows of an encrypted file say, and decrypts it: blocks, codebooks, which are made
 * of pieces of bodies, and resources, which may have a command line. What was encrypted opens in
 * its own row only. Does nothing where the file is not encrypted. Not thread-safe.
 */
final class Sealing {
  /** Of a file that is not encrypted. */
  static final Sealing NONE = new Sealing(null);

  private static final String BLOCK = "block";
  private static final String CODEBOOK = "codebook";
  private static final String TEXT = "dictionary";

  private final @Nullable Keys keys;

  private record Keys(StoreKey key, ByteBuffer salt, ContentCipher cipher) {
    /** The same for the same text: it is looked for by what it is encrypted to. */
    byte[] nonce(byte[] text) {
      ByteBuffer salted = ByteBuffer.allocate(salt.remaining() + text.length);
      salted.put(salt.duplicate()).put(text);
      return Arrays.copyOf(key.derive("text", salted.array()), ContentCipher.NONCE_BYTES);
    }
  }

  private Sealing(@Nullable Keys keys) {
    this.keys = keys;
  }

  /** Refuses a file that has another key than it was opened with, or none. */
  static Sealing of(SqlSession session, StoreFile file) throws SQLException {
    StoreKey key = file.key();
    if (key == null) {
      return NONE;
    }
    byte[] salt = SealingTable.salt(session, file, key);
    ContentCipher cipher = new ContentCipher(key.derive("contents", salt));
    return new Sealing(new Keys(key, ByteBuffer.wrap(salt), cipher));
  }

  /** As it is to lie in the row {@code id}. */
  PackedBlock seal(long id, PackedBlock block) {
    if (keys == null) {
      return block;
    }
    byte[] place = place(BLOCK, id, block.codec, block.size);
    byte[] data = keys.cipher().seal(block.data, place);
    return new PackedBlock(block.codec | PackedBlock.SEALED, block.size, data, block.codebook);
  }

  /** One that does not open stays as it is: whoever asks for a body of it is told. */
  PackedBlock open(long id, PackedBlock stored) {
    if (keys == null || !stored.isSealed()) {
      return stored;
    }
    int codec = stored.codec & ~PackedBlock.SEALED;
    try {
      byte[] data = keys.cipher().open(stored.data, place(BLOCK, id, codec, stored.size));
      return new PackedBlock(codec, stored.size, data, stored.codebook);
    } catch (IOException e) {
      return stored;
    }
  }

  byte[] sealCodebook(long id, byte[] data) {
    return keys == null ? data : keys.cipher().seal(data, place(CODEBOOK, id, 0, 0));
  }

  byte[] openCodebook(long id, byte[] stored) throws SQLException {
    if (keys == null) {
      return stored;
    }
    try {
      return keys.cipher().open(stored, place(CODEBOOK, id, 0, 0));
    } catch (IOException e) {
      throw new SQLException("codebook " + id + " is damaged: " + e.getMessage(), e);
    }
  }

  /** As the dictionary is to have it. */
  String sealText(int kind, String text) {
    if (keys == null || kind != Dictionary.RESOURCE) {
      return text;
    }
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = keys.cipher().sealAlike(keys.nonce(plain), plain, place(TEXT, 0, kind, 0));
    return Base64.getEncoder().encodeToString(sealed);
  }

  /** What stands in the dictionary's row {@code id}. */
  String openText(int kind, long id, String stored) throws SQLException {
    if (keys == null || kind != Dictionary.RESOURCE) {
      return stored;
    }
    try {
      byte[] sealed = Base64.getDecoder().decode(stored);
      byte[] plain = keys.cipher().open(sealed, place(TEXT, 0, kind, 0));
      return new String(plain, StandardCharsets.UTF_8);
    } catch (IOException | IllegalArgumentException e) {
      throw new SQLException("dictionary entry " + id + " is damaged: " + e.getMessage(), e);
    }
  }

  private static byte[] place(String table, long id, int codec, int size) {
    byte[] name = table.getBytes(StandardCharsets.US_ASCII);
    int bytes = name.length + Long.BYTES + 2 * Integer.BYTES;
    return ByteBuffer.allocate(bytes).put(name).putLong(id).putInt(codec).putInt(size).array();
  }
}
