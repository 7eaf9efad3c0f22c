package dev.fulgurite.agent.weave;

/** Packages whose types inherit no annotation of ours: their class files are not read for that. */
final class Libraries {
  private static final String[] PREFIXES = {
    "java/",
    "javax/",
    "jakarta/",
    "scala/",
    "groovy/",
    "lombok/",
    "ch/qos/logback/",
    "com/anthropic/",
    "com/fasterxml/",
    "com/google/",
    "com/openai/",
    "com/zaxxer/",
    "dev/fulgurite/api/",
    "dev/langchain4j/",
    "io/grpc/",
    "io/micrometer/",
    "io/modelcontextprotocol/",
    "io/netty/",
    "io/reactivex/",
    "org/apache/",
    "org/eclipse/",
    "org/hibernate/",
    "org/jboss/",
    "org/jspecify/",
    "org/junit/",
    "org/reactivestreams/",
    "org/slf4j/",
    "org/springframework/",
    "reactor/",
    // Cut short, since shading rewrites what it takes for a package of the agent's own.
    "io/opentele",
    "kotli"
  };

  /**
   * @param name internal
   */
  static boolean include(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private Libraries() {}
}
