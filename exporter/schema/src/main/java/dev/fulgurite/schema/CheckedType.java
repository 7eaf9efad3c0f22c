package dev.fulgurite.schema;

import dev.fulgurite.api.EventType;
import java.util.List;
import java.util.Map;

/** A type whose events are looked at before they are emitted. */
record CheckedType<E>(EventSchema schema, EventType<E> type) implements EventType<E> {
  @Override
  public String name() {
    return type.name();
  }

  @Override
  public void validate(E event) {
    type.validate(event);
    List<String> faults = schema.faults(type.encode(event));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "it does not fit the type's schema: " + String.join("; ", faults));
    }
  }

  @Override
  public Map<String, ?> encode(E event) {
    return type.encode(event);
  }

  @Override
  public E decode(Map<String, Object> attributes) {
    return type.decode(attributes);
  }
}
