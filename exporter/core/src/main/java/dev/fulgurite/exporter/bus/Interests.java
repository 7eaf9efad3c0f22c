package dev.fulgurite.exporter.bus;

import java.util.List;
import java.util.function.Predicate;

/**
 * What subscriptions make worth looking at in each span, so that spans cost no more than that.
 *
 * @param none nothing at all
 * @param sessions whether sessions begin or end
 * @param agentStarts whether agents begin
 * @param agentEnds whether agents end
 * @param middleware whether advisors end
 */
record Interests(
    boolean none, boolean sessions, boolean agentStarts, boolean agentEnds, boolean middleware) {
  static final Interests NONE = of(List.of());

  static Interests of(List<Subscription> subscriptions) {
    return new Interests(
        subscriptions.isEmpty(),
        any(subscriptions, BusEventType.SESSION_CREATED, BusEventType.SESSION_EXPIRED),
        any(subscriptions, BusEventType.AGENT_STARTED),
        any(subscriptions, BusEventType.AGENT_COMPLETED, BusEventType.ERROR_OCCURRED),
        any(subscriptions, BusEventType.MIDDLEWARE_EXECUTED, BusEventType.MIDDLEWARE_FAILED));
  }

  private static boolean any(List<Subscription> subscriptions, BusEventType... types) {
    Predicate<BusEventType> wanted =
        type -> subscriptions.stream().anyMatch(s -> s.type().includes(type));
    return List.of(types).stream().anyMatch(wanted);
  }
}
