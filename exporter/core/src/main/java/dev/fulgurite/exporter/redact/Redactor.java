package dev.fulgurite.exporter.redact;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.AttributeType;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what must not be kept by {@code [redacted:card]} and the like: in the name and the
 * attributes of a span, their keys too, in those of its events and links, and in its status
 * description; also behind the escapes of JSON. Texts that are JSON stay JSON. Where a rule or the
 * callback breaks, the value becomes {@code [redacted:error]}; it is never passed through.
 * Immutable, thread-safe, never throws.
 */
public final class Redactor {
  private static final Redactor NONE = builder().setBuiltin(false).build();
  private static final Redactor BUILTIN = builder().build();

  private static final String STATUS = "status";
  private static final String NAME = "name";

  private final Texts texts;
  private final String description;

  Redactor(RedactorBuilder builder) {
    texts = new Texts(builder);
    description =
        "Redactor{builtin=%s, keys=%s, patterns=%s, callback=%s}"
            .formatted(builder.builtin, builder.keys, builder.patterns, builder.callback != null);
  }

  /** Keeps everything. */
  public static Redactor none() {
    return NONE;
  }

  /** Knows card numbers, e-mail addresses, API keys and tokens. */
  public static Redactor builtin() {
    return BUILTIN;
  }

  /** A builder that begins with what {@link #builtin()} knows. */
  public static RedactorBuilder builder() {
    return new RedactorBuilder();
  }

  /** {@code span} itself where there is nothing to redact. */
  public SpanData redact(SpanData span) {
    if (texts.isIdle()) {
      return span;
    }
    String name = orEmpty(texts.redact(NAME, span.getName()));
    Attributes attributes = redact(span.getAttributes());
    List<EventData> events = redact(span.getEvents());
    List<LinkData> links = redactLinks(span.getLinks());
    StatusData status = redact(span.getStatus());
    boolean same =
        name.equals(span.getName())
            && attributes == span.getAttributes()
            && events == span.getEvents()
            && links == span.getLinks()
            && status == span.getStatus();
    return same
        ? span
        : new RedactedSpan(span, new SpanParts(name, attributes, events, links, status));
  }

  /**
   * Whether {@code text} was seen before and needs no redaction as the name of a span. Cheap; false
   * says nothing.
   */
  public boolean knows(String text) {
    return texts.knows(text);
  }

  /** The same for an attribute. */
  public boolean knows(AttributeKey<?> key, Object value) {
    return texts.knows(key, value);
  }

  @Override
  public String toString() {
    return description;
  }

  private Attributes redact(Attributes attributes) {
    AttributesRewrite rewrite = new AttributesRewrite(attributes);
    attributes.forEach((key, value) -> redact(rewrite, key, value));
    return rewrite.result();
  }

  private void redact(AttributesRewrite rewrite, AttributeKey<?> key, Object value) {
    String name = key.getKey();
    String mark = texts.markFor(name);
    String kept = mark == null ? texts.key(name) : name;
    if (!kept.equals(name)) {
      rewrite.rename(key, kept, orEmpty(texts.redact(name, value.toString())));
    } else if (key.getType() == AttributeType.STRING_ARRAY) {
      List<?> before = (List<?>) value;
      List<@Nullable String> all = mark != null ? List.of(mark) : redactAll(name, before);
      if (!all.equals(before)) {
        rewrite.put(key, all);
      }
    } else if (mark != null) {
      rewrite.replace(key, mark);
    } else {
      redactValue(rewrite, key, value);
    }
  }

  private void redactValue(AttributesRewrite rewrite, AttributeKey<?> key, Object value) {
    if (value instanceof String text) {
      redact(rewrite, key, text);
    } else if (value instanceof Value<?> tree) {
      Value<?> kept = new ValueTree(new Below(key.getKey())).rewrite(tree);
      if (!kept.equals(tree)) {
        rewrite.put(key, kept);
      }
    } else if (texts.hasCard(value)) {
      rewrite.replace(key, TextRule.mark("card"));
    }
  }

  /** What is below an attribute. */
  private final class Below implements ValueTree.Leaves {
    private final String attribute;

    Below(String attribute) {
      this.attribute = attribute;
    }

    @Override
    public @Nullable String text(String text) {
      return texts.redact(attribute, text);
    }

    @Override
    public Value<?> number(long number) {
      return texts.hasCard(number) ? Value.of(TextRule.mark("card")) : Value.of(number);
    }

    @Override
    public String key(String key) {
      return texts.key(key);
    }

    @Override
    public @Nullable String mark(String key) {
      return texts.markFor(key);
    }
  }

  private void redact(AttributesRewrite rewrite, AttributeKey<?> key, String text) {
    String kept = texts.redact(key.getKey(), text);
    if (kept == null) {
      rewrite.remove(key);
    } else if (!kept.equals(text)) {
      rewrite.put(key, kept);
    }
  }

  private List<@Nullable String> redactAll(String key, List<?> before) {
    List<@Nullable String> kept = new ArrayList<>(before.size());
    for (Object text : before) {
      String redacted = text == null ? null : texts.redact(key, (String) text);
      if (redacted != null || text == null) {
        kept.add(redacted);
      }
    }
    return kept;
  }

  private List<EventData> redact(List<EventData> events) {
    if (events.isEmpty()) {
      return events;
    }
    boolean same = true;
    List<EventData> kept = new ArrayList<>(events.size());
    for (EventData event : events) {
      String name = orEmpty(texts.redact(NAME, event.getName()));
      Attributes attributes = redact(event.getAttributes());
      boolean unchanged = attributes == event.getAttributes() && name.equals(event.getName());
      same &= unchanged;
      kept.add(
          unchanged
              ? event
              : EventData.create(
                  event.getEpochNanos(), name, attributes, event.getTotalAttributeCount()));
    }
    return same ? events : kept;
  }

  private List<LinkData> redactLinks(List<LinkData> links) {
    if (links.isEmpty()) {
      return links;
    }
    boolean same = true;
    List<LinkData> kept = new ArrayList<>(links.size());
    for (LinkData link : links) {
      Attributes attributes = redact(link.getAttributes());
      boolean unchanged = attributes == link.getAttributes();
      same &= unchanged;
      kept.add(unchanged ? link : with(link, attributes));
    }
    return same ? links : kept;
  }

  private static LinkData with(LinkData link, Attributes attributes) {
    return LinkData.create(link.getSpanContext(), attributes, link.getTotalAttributeCount());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private StatusData redact(StatusData status) {
    String before = status.getDescription();
    String kept = before.isEmpty() ? before : texts.redact(STATUS, before);
    return before.equals(kept) ? status : StatusData.create(status.getStatusCode(), orEmpty(kept));
  }
}
