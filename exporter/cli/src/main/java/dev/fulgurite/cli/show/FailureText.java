package dev.fulgurite.cli.show;

import dev.fulgurite.api.semconv.AgentLightning;
import dev.fulgurite.exporter.EventKind;
import dev.fulgurite.exporter.store.SpanFacts;
import dev.fulgurite.exporter.store.StoredSpan;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why a span failed: the type of its exception and the message. */
final class FailureText {
  private static final AttributeKey<String> TYPE =
      AttributeKey.stringKey(AgentLightning.EXCEPTION_TYPE);
  private static final AttributeKey<String> MESSAGE =
      AttributeKey.stringKey(AgentLightning.EXCEPTION_MESSAGE);
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

  /** Empty for a span that did not fail. */
  static Optional<String> of(StoredSpan span, EventKind kind) {
    if (!SpanFacts.isError(span.status(), kind)) {
      return Optional.empty();
    }
    Stream<Attributes> places =
        Stream.concat(
            Stream.of(span.attributes()), span.events().stream().map(StoredSpan.Event::attributes));
    String failure =
        places.map(FailureText::exception).filter(Objects::nonNull).findFirst().orElse(null);
    return Optional.of(failure == null ? status(span) : failure);
  }

  private static @Nullable String exception(Attributes attributes) {
    String type = attributes.get(TYPE);
    String message = attributes.get(MESSAGE);
    if (type == null) {
      return message;
    }
    String simple = type.substring(type.lastIndexOf('.') + 1);
    return message == null || message.isEmpty() ? simple : simple + ": " + message;
  }

  private static String status(StoredSpan span) {
    String type = span.attributes().get(ERROR_TYPE);
    String description = span.statusDescription();
    if (type == null || description.contains(type)) {
      return description.isEmpty() ? "failed" : description;
    }
    return description.isEmpty() ? type : type + ": " + description;
  }

  private FailureText() {}
}
