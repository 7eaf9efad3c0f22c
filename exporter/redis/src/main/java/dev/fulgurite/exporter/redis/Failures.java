package dev.fulgurite.exporter.redis;

import dev.fulgurite.exporter.ExportFailure.Kind;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
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

  private static final List<Class<? extends Exception>> REASONS =
      List.of(
          ConnectException.class,
          UnknownHostException.class,
          SSLException.class,
          TimeoutException.class,
          RedisCommandTimeoutException.class);

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
    return chain(thrown)
        .filter(t -> t instanceof RedisCommandExecutionException && t.getMessage() != null)
        .map(Throwable::getMessage)
        .findFirst()
        .orElse("");
  }

  /**
   * A connection was there and is closed: Lettuce lost what the server said before, or the server
   * was just going. Not so where nobody listens or nobody answers in time.
   */
  static boolean saysNoReason(Throwable thrown) {
    return answer(thrown).isEmpty()
        && chain(thrown).noneMatch(t -> REASONS.stream().anyMatch(reason -> reason.isInstance(t)));
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(DEPTH);
  }

  private static String innermost(Throwable thrown) {
    return chain(thrown)
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
