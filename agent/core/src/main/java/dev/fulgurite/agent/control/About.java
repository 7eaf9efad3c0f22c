package dev.fulgurite.agent.control;

import dev.fulgurite.agent.home.Homes;
import dev.fulgurite.agent.home.OfficialAgent;

/**
 * What does not change while the agent runs.
 *
 * @param store where spans are kept, for people
 * @param startedNanos {@code System.nanoTime()}
 */
public record About(String version, String store, Homes homes, long startedNanos) {
  long uptimeSeconds() {
    return (System.nanoTime() - startedNanos) / 1_000_000_000;
  }

  /** Through which OpenTelemetry spans go, as far as is known by now. */
  String mode() {
    if (OfficialAgent.isPresent()) {
      return "official-agent";
    }
    if (homes.hasApplicationSdk()) {
      return "application-sdk";
    }
    return homes.hasBridge() ? "bridge" : "isolated";
  }
}
