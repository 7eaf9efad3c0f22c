package dev.fulgurite.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.hook.NamedContexts;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestMetaTest {
  private final NamedContexts home = new NamedContexts();

  /** As the SDK's records are. */
  public record Parameters(String name, Map<String, Object> meta) {}

  public record WithoutMeta(String name) {}

  @Test
  void copy_takesTheContextAlong_andTheOriginalStays() {
    Parameters asked = new Parameters("add", Map.of("mine", 1));

    RequestMeta.Outgoing outgoing = RequestMeta.copy(asked);
    outgoing.meta().add(home, "call");

    Parameters sent = (Parameters) outgoing.parameters();
    assertThat(sent.name()).isEqualTo("add");
    assertThat(sent.meta()).containsEntry("mine", 1).containsEntry("traceparent", "call");
    assertThat(asked.meta()).containsOnlyKeys("mine");
  }

  @Test
  void parameters_withATraceOfTheirOwn_orWithoutMeta_areLeftAlone() {
    assertThat(RequestMeta.copy(new Parameters("add", Map.of("traceparent", "own")))).isNull();
    assertThat(RequestMeta.copy(new WithoutMeta("add"))).isNull();
    assertThat(RequestMeta.copy(Map.of("name", "add"))).isNull();
    assertThat(RequestMeta.copy(null)).isNull();
  }

  @Test
  void server_findsTheContext_andItsHandlersDoNot() {
    RequestMeta.Outgoing outgoing = RequestMeta.copy(new Parameters("add", null));
    outgoing.meta().add(home, "call");
    Map<String, Object> meta = ((Parameters) outgoing.parameters()).meta();
    Map<String, Object> arrived = new HashMap<>(Map.of("name", "add", "_meta", meta));

    assertThat(RequestMeta.take(arrived)).isEqualTo(Map.of("traceparent", "call"));
    assertThat(arrived).isEqualTo(Map.of("name", "add"));
  }

  @Test
  void contextOfTheApplications_isRead_andStays() {
    Map<String, Object> meta = new HashMap<>(Map.of("traceparent", "own", "mine", 1));
    Map<String, Object> arrived = new HashMap<>(Map.of("_meta", meta));

    assertThat(RequestMeta.take(arrived)).isEqualTo(Map.of("traceparent", "own"));
    assertThat(meta).containsOnlyKeys("traceparent", "mine");
    assertThat(RequestMeta.take(Map.of("_meta", Map.of("traceparent", 7)))).isEmpty();
  }
}
