package dev.fulgurite.exporter.redis;

import dev.fulgurite.exporter.ExportFailure.Kind;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in words that help.
 *
 * @param address shown without its password
 */
record Failures(RedisAddress address) {
  private static final int DEPTH = 8;

  /** Redis before 7 wraps what a command within a script answered. */
  private static final Pattern IN_SCRIPT = Pattern.compile("@user_script: ?\\d+: -?([A-Z]{3,} .*)");

  RedisStreamException translate(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RedisStreamException known) {
      return known;
    }
    String said = answer(cause);
    if (!said.isEmpty()) {
      return refused(said, cause);
    }
    if (cause instanceof RedisCommandTimeoutException || cause instanceof TimeoutException) {
      return retryable("timeout", "gave no answer within " + address.timeout(), cause);
    }
    return retryable("unavailable", "cannot be reached (" + innermost(cause) + ")", cause);
  }

  /** What the server said, wherever in the chain; empty where it said nothing. */
  private static String answer(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .limit(DEPTH)
        .filter(t -> t instanceof RedisCommandExecutionException && t.getMessage() != null)
        .map(Throwable::getMessage)
        .findFirst()
        .orElse("");
  }

  /** Lettuce lost it. */
  static boolean saysNoReason(Throwable thrown) {
    return innermost(thrown).equals("RedisHandshakeHandler not registered");
  }

  private static String innermost(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause)
        .limit(DEPTH)
        .reduce((first, second) -> second)
        .map(t -> t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage())
        .orElse("");
  }

  private RedisStreamException refused(String said, Throwable cause) {
    String word = said.split(" ", 2)[0];
    return switch (word) {
      case "NOAUTH", "WRONGPASS", "NOPERM" ->
          new RedisStreamException(
              Kind.PERMANENT,
              "denied",
              named("says \"%s\": correct the user and the password in that URL".formatted(said)),
              cause);
      case "ERR" -> ofError(said, cause);
      case "OOM" ->
          retryable(
              "full",
              "is full (\"" + said + "\"): raise its maxmemory, or trim or delete streams",
              cause);
      case "WRONGTYPE", "NOGROUP" ->
          new RedisStreamException(Kind.REJECTED, "refused", named("says \"" + said + "\""), cause);
      default -> retryable("unavailable", "takes nothing now (\"" + said + "\")", cause);
    };
  }

  /** A password where the server has none, and the like. */
  private RedisStreamException ofError(String said, Throwable cause) {
    Matcher inner = IN_SCRIPT.matcher(said);
    if (inner.find()) {
      return refused(inner.group(1), cause);
    }
    boolean auth = said.contains("AUTH") || said.contains("invalid password");
    return auth
        ? refused("WRONGPASS " + said, cause)
        : new RedisStreamException(Kind.REJECTED, "refused", named("says \"" + said + "\""), cause);
  }

  RedisStreamException retryable(String reason, String what, @Nullable Throwable cause) {
    return new RedisStreamException(Kind.RETRYABLE, reason, named(what), cause);
  }

  private String named(String what) {
    return "Redis (" + RedisAddress.KEY + "=" + address + ") " + what;
  }
}
