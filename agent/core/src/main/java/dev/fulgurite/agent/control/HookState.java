package dev.fulgurite.agent.control;

import dev.fulgurite.agent.site.Sighting;

/** How far a place to weave has come. */
enum HookState {
  CALLED("called"),
  NEVER_CALLED("never called"),
  NO_MATCH("no match"),
  NOT_LOADED("not loaded");

  private final String word;

  HookState(String word) {
    this.word = word;
  }

  static HookState of(Sighting sighting) {
    if (sighting.calls() > 0) {
      return CALLED;
    }
    if (sighting.isWoven()) {
      return NEVER_CALLED;
    }
    return sighting.miss() == null ? NOT_LOADED : NO_MATCH;
  }

  String word() {
    return word;
  }
}
