package dev.fulgurite.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fulgurite.api.Emitter;
import dev.fulgurite.api.EventType;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSchemaTest {
  private static final String ORDER =
      """
      {
        "type": "object",
        "required": ["order"],
        "properties": {
          "order": {
            "type": "object",
            "required": ["id", "items"],
            "properties": {
              "id": {"type": "integer", "minimum": 1},
              "items": {"type": "array", "items": {"$ref": "#/$defs/item"}, "minItems": 1}
            }
          }
        },
        "$defs": {"item": {"type": "object", "properties": {"price": {"type": "number"}}}}
      }
      """;

  @RegisterExtension final OpenTelemetryExtension recorder = OpenTelemetryExtension.create();

  private final EventType<Map<String, Object>> orders = EventSchema.of(ORDER).before(new Orders());

  private record Orders() implements EventType<Map<String, Object>> {
    @Override
    public String name() {
      return "order";
    }

    @Override
    public void validate(Map<String, Object> event) {
      if (event.containsKey("draft")) {
        throw new IllegalArgumentException("a draft is no order");
      }
    }

    @Override
    public Map<String, ?> encode(Map<String, Object> event) {
      return Map.of("order", event);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Object> decode(Map<String, Object> attributes) {
      return (Map<String, Object>) attributes.get("order");
    }
  }

  private static Map<String, Object> order(Object id, Object... prices) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (Object price : prices) {
      items.add(Map.of("price", price));
    }
    return new TreeMap<>(Map.of("id", id, "items", items));
  }

  private void emit(Map<String, Object> order) {
    Emitter.create(recorder.getOpenTelemetry()).event(orders, order);
  }

  @Test
  void whatFits_isEmitted() {
    emit(order(7, 1.5));

    assertThat(recorder.getSpans()).singleElement().matches(span -> span.getName().equals("order"));
    assertThat(recorder.getSpans().get(0).getAttributes().get(AttributeKey.longKey("order.id")))
        .isEqualTo(7);
  }

  @Test
  @Tag("seed:001.json-schema")
  @Tag("seed:001.custom.schema")
  void whatDoesNotFit_isRefusedWithThePathOfEachFault_andNotEmitted() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> emit(order(0, 1.5, "free")))
        .withMessageContaining("event of type 'order' is invalid")
        .withMessageContaining("/order/id: ")
        .withMessageContaining("/order/items/1/price: string found, number expected");
    assertThat(recorder.getSpans()).isEmpty();
  }

  @Test
  void theTypesOwnRule_comesFirst() {
    Map<String, Object> draft = order(0);
    draft.put("draft", true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> emit(draft))
        .withMessageContaining("a draft is no order");
  }

  @Test
  void whatIsRead_isTheTypesOwn() {
    assertThat(orders.decode(Map.of("order", order(1, 2)))).isEqualTo(order(1, 2));
  }

  @Test
  void faults_areTenAtMost_theWholeHasThePathOfTheRoot() {
    EventSchema schema = EventSchema.of(ORDER);

    assertThat(schema.faults(Map.of())).singleElement().asString().startsWith("/: ");
    assertThat(schema.faults(Map.of("order", order(1, (Object[]) "abcdefghijklmn".split("")))))
        .hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | the schema is no JSON",
        "{} {} | the schema is no JSON",
        "{'type':'objekt'} | no JSON Schema: /type: ",
        "{'properties':{'a':{'minimum':'1'}}} | /properties/a/minimum: ",
        "7 | no JSON Schema: /: ",
        "{'$schema':'urn:nothing'} | urn:nothing",
        "{'$ref':'http://localhost:1/other.json'} | http://localhost:1/other.json",
        "{'$ref':'file:///etc/hostname'} | file:///etc/hostname",
        "{'$ref':'#/$defs/absent'} | absent",
        "{'$ref':'#'} | leads back to itself",
        "{'$defs':{'a':{'anyOf':[{'$ref':'#/$defs/b'}]},'b':{'$ref':'#/$defs/a'}}}|back to itself",
        "{'properties':{'a':{'$ref':'#/properties/a'}}} | leads back to itself",
        "{'$dynamicRef':'#x'} | Reference x cannot be resolved",
        "null | no JSON Schema",
      })
  void whatIsNoSchema_isRefused(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventSchema.of(text.replace('\'', '"')))
        .withMessageContaining(message);
  }

  @Test
  void schemaOfATree_isFollowedAsDeepAsTheEventGoes() {
    EventSchema tree =
        EventSchema.of("{\"properties\":{\"n\":{\"type\":\"number\"},\"a\":{\"$ref\":\"#\"}}}");

    assertThat(tree.faults(nested(98, "x"))).isEmpty();
    assertThat(tree.faults(nested(98, Map.of("n", "x")))).hasSize(1);
  }

  private static Map<String, Object> nested(int depth, Object inner) {
    Map<String, Object> tree = Map.of("a", inner);
    for (int i = 1; i < depth; i++) {
      tree = Map.of("a", tree);
    }
    return tree;
  }

  @Test
  void eventNestedTooDeep_isRefused_withPathAndRemedy() {
    EventSchema schema = EventSchema.of("true");
    Map<String, Object> cycle = new TreeMap<>();
    cycle.put("me/you", List.of(cycle));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.faults(nested(5_000, 1)))
        .withMessageContaining("/a/a/a/a/")
        .withMessageContaining("deeper than 100");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.faults(cycle))
        .withMessageContaining("/me~1you/0/me~1you/0/")
        .withMessageContaining("or contains itself: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.faults(Map.of("a", new Object[][][] {{{cycle}}})));
  }

  @Test
  void schemaThatCannotBeApplied_refusesTheEvent() {
    EventSchema schema =
        EventSchema.of(
            "{\"properties\":{\"a\":{\"$dynamicRef\":\"#x\"},\"b\":{\"pattern\":\"^(a|b)*$\"}}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.faults(Map.of("a", 1)))
        .withMessageContaining("cannot be applied");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schema.faults(Map.of("b", "ab".repeat(1_000_000))))
        .withMessageContaining("cannot be applied");
  }

  @Test
  void olderDrafts_areTheirOwn() {
    String draft4 =
        """
        {"$schema": "http://json-schema.org/draft-04/schema#",
         "properties": {"n": {"minimum": 1, "exclusiveMinimum": true}}}
        """;

    assertThat(EventSchema.of(draft4).faults(Map.of("n", 1))).hasSize(1);
    assertThatCode(() -> EventSchema.of("true")).doesNotThrowAnyException();
  }
}
