package dev.fulgurite.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fulgurite.api.EventType;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What events of a type of your own must look like: a JSON Schema of draft 4, 6, 7, 2019-09 or, by
 * default, 2020-12, applied to the tree that the type makes of an event. Nothing is ever fetched: a
 * {@code $ref} leads to another place in the same text. Immutable and thread-safe.
 */
public final class EventSchema {
  private static final int MAX_TOLD = 10;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema schema;

  private EventSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads a schema.
   *
   * @param text JSON, an object or a boolean
   * @throws IllegalArgumentException if it is no JSON, no valid schema, of a draft that is not
   *     known, refers to another text, or to itself without end
   */
  public static EventSchema of(String text) {
    Objects.requireNonNull(text, "text");
    try {
      JsonNode node = JSON.readTree(text);
      List<String> faults = faults(metaSchema(node), node);
      if (!faults.isEmpty()) {
        throw new IllegalArgumentException("no JSON Schema: " + String.join("; ", faults));
      }
      Schema schema = REGISTRY.getSchema(node);
      schema.initializeValidators();
      SchemaTrial.run(schema, node);
      return new EventSchema(schema);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the schema is no JSON: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException("the schema cannot be used: " + reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    return e instanceof StackOverflowError
        ? "it is nested too deep"
        : String.valueOf(e.getMessage());
  }

  private static Schema metaSchema(JsonNode schema) {
    String dialect =
        schema.path("$schema").asText(SpecificationVersion.DRAFT_2020_12.getDialectId());
    return REGISTRY.getSchema(SchemaLocation.of(dialect));
  }

  /**
   * The type with this schema before it: emitting an event whose tree does not fit throws {@link
   * IllegalArgumentException} to the caller, with the path of each fault, and nothing is emitted.
   * The type's own {@link EventType#validate} comes first. An event is encoded for the check even
   * where nothing records, and once more where something does.
   */
  public <E> EventType<E> before(EventType<E> type) {
    return new CheckedType<>(this, Objects.requireNonNull(type, "type"));
  }

  /**
   * What of a tree does not fit, a line each, beginning with its path as a JSON Pointer; the first
   * ten. Empty where all fits.
   *
   * @throws IllegalArgumentException if the tree holds what is no JSON, is nested deeper than 100
   *     or contains itself, or if the schema turns out to be one that cannot be applied to it
   */
  public List<String> faults(Map<String, ?> tree) {
    Place.requireShallow(tree);
    try {
      return faults(schema, JSON.valueToTree(tree));
    } catch (IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalArgumentException(
          "the schema cannot be applied to the event, correct its references and patterns: " + e,
          e);
    }
  }

  private static List<String> faults(Schema schema, JsonNode node) {
    return schema.validate(node).stream().limit(MAX_TOLD).map(EventSchema::line).toList();
  }

  private static String line(Error fault) {
    String path = fault.getInstanceLocation().toString();
    return (path.isEmpty() ? "/" : path) + ": " + fault.getMessage();
  }
}
