package dev.fulgurite.agent.weave;

import java.util.List;
import java.util.stream.Stream;

/** Our annotations by name; apart from what reads them, which needs Byte Buddy. */
final class AnnotatedMethodNames {
  static final String PACKAGE = "dev.fulgurite.api.annotation.";
  static final String OPERATION = "AgentOperation";
  static final List<String> EMITS = List.of("EmitReward", "EmitMessage", "EmitObject");

  /** What a class that has one to weave mentions. */
  static final List<String> DESCRIPTORS =
      Stream.concat(Stream.of(OPERATION), EMITS.stream())
          .map(name -> 'L' + (PACKAGE + name).replace('.', '/') + ';')
          .toList();

  private AnnotatedMethodNames() {}
}
