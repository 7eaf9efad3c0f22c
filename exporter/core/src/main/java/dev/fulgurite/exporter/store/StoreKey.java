package dev.fulgurite.exporter.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of a store that encrypts what it writes, from a file of 64 hexadecimal digits. It is only
 * used to derive others, and stands in no message and no {@link #toString()}. Immutable,
 * thread-safe.
 */
public final class StoreKey {
  /** What names the file. */
  static final String SETTING = "fulgurite.store.key-file";

  private static final String HMAC = "HmacSHA256";
  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{64}");

  /** The digits and white space around them; of a larger file no more is read. */
  private static final int MAX_BYTES = 1_024;

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final String file;
  private final SecretKeySpec key;

  private StoreKey(String file, SecretKeySpec key) {
    this.file = file;
    this.key = key;
  }

  /**
   * Reads the key, once.
   *
   * @param file holds 64 hexadecimal digits, which are 256 bits, as {@code openssl rand -hex 32}
   *     prints them; white space around them is passed over. Where files have permissions, it must
   *     be its owner's alone
   * @throws StoreException naming the file, the setting and the remedy where that is not so
   */
  public static StoreKey ofFile(String file) {
    try {
      Path path = Path.of(file);
      requirePrivate(file, path);
      String digits = text(path).strip();
      if (!DIGITS.matcher(digits).matches()) {
        throw refused(
            file,
            "holds no key of 64 hexadecimal digits: write what 'openssl rand -hex 32' prints into a"
                + " new file, or name another",
            null);
      }
      return new StoreKey(file, new SecretKeySpec(HexFormat.of().parseHex(digits), HMAC));
    } catch (IOException | InvalidPathException e) {
      throw refused(file, "cannot be read (" + e + "): name a file that this user may read", e);
    }
  }

  private static void requirePrivate(String file, Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
    if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
      throw refused(
          file, "may be read or written by others than its owner: run chmod 600 " + file, null);
    }
  }

  private static String text(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
    }
  }

  private static StoreException refused(String file, String why, @Nullable Throwable cause) {
    return new StoreException("The key file '" + file + "' (" + SETTING + ") " + why, cause);
  }

  /**
   * 32 bytes that only who has the key can tell, others for each {@code purpose} and {@code salt}:
   * the HMAC-SHA256 of the one and the other.
   */
  public byte[] derive(String purpose, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0); // so that no purpose goes on in a salt
      return mac.doFinal(salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + HMAC, e);
    }
  }

  /** Names the file. */
  @Override
  public String toString() {
    return "the key in " + file;
  }
}
