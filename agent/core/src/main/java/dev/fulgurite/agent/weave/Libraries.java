package dev.fulgurite.agent.weave;

/** Packages of libraries, of which less has to be looked at. */
final class Libraries {
  /** Those in which nobody has an AI model or tool, and which no application is written in. */
  private static final String[] UNRELATED = {
    "ch/qos/logback/",
    "com/fasterxml/",
    "com/zaxxer/hikari/",
    "io/micrometer/",
    "io/netty/",
    "jakarta/",
    "org/apache/catalina/",
    "org/apache/commons/",
    "org/apache/coyote/",
    "org/apache/el/",
    "org/apache/juli/",
    "org/apache/logging/",
    "org/apache/naming/",
    "org/apache/tomcat/",
    "org/hibernate/",
    "org/reactivestreams/",
    "org/slf4j/",
    "org/springframework/aop/",
    "org/springframework/asm/",
    "org/springframework/beans/",
    "org/springframework/boot/",
    "org/springframework/cglib/",
    "org/springframework/context/",
    "org/springframework/core/",
    "org/springframework/data/",
    "org/springframework/expression/",
    "org/springframework/http/",
    "org/springframework/jdbc/",
    "org/springframework/objenesis/",
    "org/springframework/security/",
    "org/springframework/util/",
    "org/springframework/validation/",
    "org/springframework/web/",
    "org/yaml/snakeyaml/",
    "reactor/core/",
    "reactor/util/",
    "tools/jackson/",
  };

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
   * Whether the type is of a library whose class files are not read at all, unless a placement
   * names the type itself.
   *
   * @param name internal
   */
  static boolean areUnrelated(String name) {
    return begins(name, UNRELATED);
  }

  /**
   * Whether the type inherits no annotation of ours, so that its class file is not read for that.
   *
   * @param name internal
   */
  static boolean include(String name) {
    return begins(name, PREFIXES);
  }

  private static boolean begins(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private Libraries() {}
}
