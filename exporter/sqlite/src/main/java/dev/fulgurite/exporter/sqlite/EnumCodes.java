package dev.fulgurite.exporter.sqlite;

import dev.fulgurite.exporter.EventKind;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * The numbers that stand for constants on disk. They are listed here, so that a change in the order
 * of the constants cannot change the meaning of a file. Immutable.
 */
final class EnumCodes<E extends Enum<E>> {
  static final EnumCodes<SpanKind> SPAN_KINDS =
      new EnumCodes<>(
          List.of(
              SpanKind.INTERNAL,
              SpanKind.SERVER,
              SpanKind.CLIENT,
              SpanKind.PRODUCER,
              SpanKind.CONSUMER));
  static final EnumCodes<StatusCode> STATUSES =
      new EnumCodes<>(List.of(StatusCode.UNSET, StatusCode.OK, StatusCode.ERROR));
  static final EnumCodes<EventKind> EVENT_KINDS =
      new EnumCodes<>(
          List.of(
              EventKind.SPAN,
              EventKind.MESSAGE,
              EventKind.REWARD,
              EventKind.ANNOTATION,
              EventKind.OBJECT,
              EventKind.EXCEPTION,
              EventKind.OPERATION,
              EventKind.LLM,
              EventKind.TOOL,
              EventKind.AGENT));

  private final List<E> constants;

  private EnumCodes(List<E> constants) {
    this.constants = constants;
  }

  int code(E constant) {
    return constants.indexOf(constant);
  }

  /** The constants' names in lower case, each at its code. */
  List<String> words() {
    return constants.stream().map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
  }

  E constant(int code) throws SQLException {
    if (code < 0 || code >= constants.size()) {
      throw new SQLException("unknown code " + code + " for one of " + constants);
    }
    return constants.get(code);
  }
}
