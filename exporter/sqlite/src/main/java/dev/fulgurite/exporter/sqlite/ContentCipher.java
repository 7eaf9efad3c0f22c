package dev.fulgurite.exporter.sqlite;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256 in Galois/Counter Mode: the nonce in front, the tag behind. A key serves four thousand
 * million random nonces, which is as many blocks. Not thread-safe.
 */
final class ContentCipher {
  static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Cipher cipher;

  ContentCipher(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    this.cipher = newCipher();
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES in GCM", e);
    }
  }

  /**
   * @param place that opens it again, and no other
   */
  byte[] seal(byte[] plain, byte[] place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return seal(cipher, nonce, plain, place);
  }

  /**
   * The same bytes for the same text.
   *
   * @param nonce that no other text has
   */
  byte[] sealAlike(byte[] nonce, byte[] plain, byte[] place) {
    return seal(newCipher(), nonce, plain, place); // one that was used refuses a nonce again
  }

  private byte[] seal(Cipher with, byte[] nonce, byte[] plain, byte[] place) {
    try {
      with.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      with.updateAAD(place);
      byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + with.getOutputSize(plain.length));
      with.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /**
   * @throws IOException where a bit of it, or of its place, is another
   */
  byte[] open(byte[] sealed, byte[] place) throws IOException {
    if (sealed.length < NONCE_BYTES) {
      throw new IOException("its encrypted bytes are too few");
    }
    try {
      GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES);
      cipher.init(Cipher.DECRYPT_MODE, key, nonce);
      cipher.updateAAD(place);
      return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw new IOException("its encrypted bytes were changed", e);
    } catch (GeneralSecurityException e) {
      throw new IOException("it cannot be decrypted: " + e.getMessage(), e);
    }
  }
}
