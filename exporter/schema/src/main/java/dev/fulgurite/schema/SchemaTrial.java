package dev.fulgurite.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation.Fragment;
import java.util.Set;
import java.util.TreeSet;

/** Applies a schema to an empty object, and so all that its references lead to. */
final class SchemaTrial {
  private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();
  private static final String REF = "$ref";

  /**
   * @throws IllegalArgumentException where it would never come to an end
   * @throws com.networknt.schema.SchemaException where it cannot be applied
   */
  static void run(Schema schema, JsonNode text) {
    String now = "#";
    try {
      schema.validate(EMPTY);
      for (String reference : references(text)) {
        now = reference;
        tryAlone(schema, reference);
      }
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException(
          "the schema cannot be used: "
              + now
              + " leads back to itself before anything of an event is looked at; remove that $ref",
          e);
    }
  }

  /** Since not every event gets there. */
  private static void tryAlone(Schema schema, String reference) {
    if (!Fragment.isJsonPointerFragment(reference)) {
      return;
    }
    try {
      schema.getRefSchema(Fragment.of(reference.substring(1))).validate(EMPTY);
    } catch (RuntimeException e) {
      return; // it may mean something where it stands, and only there
    }
  }

  private static Set<String> references(JsonNode text) {
    Set<String> references = new TreeSet<>();
    for (JsonNode reference : text.findValues(REF)) {
      if (reference.isTextual()) {
        references.add(reference.textValue());
      }
    }
    return references;
  }

  private SchemaTrial() {}
}
