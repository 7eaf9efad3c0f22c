package dev.fulgurite.exporter.redact;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.api.semconv.Fulgurite;
import dev.fulgurite.api.semconv.GenAi;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * Attributes that tell one session, user or response from another. When something in one is
 * redacted, a short hash keeps them apart: two users must not become one.
 */
final class Identifiers {
  private static final Set<String> KEYS =
      Set.of(
          Fulgurite.SESSION_ID,
          Fulgurite.USER_ID,
          GenAi.CONVERSATION_ID,
          GenAi.RESPONSE_ID,
          AgentLightning.ROLLOUT_ID,
          AgentLightning.ATTEMPT_ID);

  static boolean contain(String key) {
    return KEYS.contains(key) || key.startsWith(AgentLightning.LINK);
  }

  /** {@code redacted}, told apart by what {@code original} was. */
  static String distinct(String redacted, String original) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(original.getBytes(StandardCharsets.UTF_8));
      return redacted + "#" + HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }

  private Identifiers() {}
}
