package dev.fulgurite.agent;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program that plants secrets and then waits.
 *
 * @param app the module of {@code agent/apps} that it is in; empty for the app package
 * @param spans how many it leaves in the store
 * @param places where it plants secrets that are recorded
 */
record CanaryProgram(String app, String mainClass, int spans, Set<String> places) {
  private static final Set<String> OPENAI =
      places(
          "answer argument badprompt callprompt error escaped input instructions prompt response"
              + " result streamed streamedcall streamprompt system");
  private static final Set<String> ANTHROPIC =
      places(
          "answer argument badprompt callprompt error prompt result streamed streamprompt system");

  /** Its own spans do not hold what an error says. */
  private static final Set<String> ANTHROPIC_ITSELF =
      places("answer argument badprompt callprompt prompt result streamed streamprompt system");

  private static final Set<String> LANGCHAIN4J =
      places(
          "answer argument badprompt error memory prompt query refused result streamed"
              + " streamprompt system toolerror");
  private static final Set<String> SPRING_AI =
      places(
          "answer argument badprompt conversation error prompt query refused result streamed"
              + " streamprompt system toolerror");
  private static final Set<String> ADK =
      places("answer argument cause error prompt result session system");
  private static final Set<String> MCP = places("argument error name result tool uri");
  private static final Set<String> OWN =
      places(
          "argument attribute cause element escaped exception field inner input key label message"
              + " operation output returned reward said session tag thrown user");

  /** One version of each framework, or with {@code fulgurite.test.full} every one. */
  static Stream<CanaryProgram> all() {
    boolean full = Boolean.getBoolean("fulgurite.test.full");
    return Stream.of(
            versions(8, OPENAI, "openai-newest", "openai-oldest"),
            // Hooked before 3.0.
            versions(5, ANTHROPIC, "anthropic-oldest"),
            versions(5, ANTHROPIC_ITSELF, "anthropic-newest"),
            versions(13, LANGCHAIN4J, "langchain4j-newest", "langchain4j-oldest"),
            versions(14, SPRING_AI, "springai-newest", "springai-oldest", "springai-1.1"),
            versions(8, ADK, "adk-newest", "adk-oldest"),
            versions(10, MCP, "mcp-newest", "mcp-oldest"),
            List.of(new CanaryProgram("", "Planted", 10, OWN)))
        .flatMap(versions -> full ? versions.stream() : versions.stream().limit(1));
  }

  private static Set<String> places(String words) {
    return Set.of(words.split(" "));
  }

  private static List<CanaryProgram> versions(int spans, Set<String> places, String... apps) {
    return Stream.of(apps).map(app -> new CanaryProgram(app, "CanaryApp", spans, places)).toList();
  }

  /** With its class path. */
  ChildJvm on(ChildJvm jvm, Path folder) {
    return app.isEmpty()
        ? jvm.classPath(ClassPaths.apps(), ClassPaths.fulguriteApi())
            .classPath(ClassPaths.otelApi(ClassPaths.NEWEST))
        : jvm.classPath(App.named(app, folder).classPath());
  }

  @Override
  public String toString() {
    return app.isEmpty() ? mainClass : app;
  }
}
