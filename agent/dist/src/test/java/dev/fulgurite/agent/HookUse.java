package dev.fulgurite.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A program that goes through hooks.
 *
 * @param ids how the ids of those hooks begin
 * @param instrument which hooks it needs; what is switched off comes behind
 * @param setting its class path, and its options
 * @param arguments {@link #URL} stands for that of a model server
 */
record HookUse(
    String ids,
    String instrument,
    UnaryOperator<ChildJvm> setting,
    String mainClass,
    List<String> arguments) {
  private static final String URL = "URL";
  private static final String TOOLS = "call add {\"a\":2,\"b\":3}\ncall divide {\"a\":1,\"b\":0}";

  /** Of several for the same hooks, each has something that those before it do not have. */
  static List<HookUse> all() {
    List<HookUse> uses = new ArrayList<>();
    ofRewards(uses);
    ofModels(uses);
    ofLangChain4j(uses);
    ofSpringAi(uses);
    for (String how : List.of("stdio", "streamable", "stateless")) {
      uses.add(app("mcp", "mcp-newest", "McpApp", how));
    }
    uses.add(app("mcp", "mcp-oldest", "McpApp", "streamable"));
    // Where Reactor keeps the context, handlers of tools have it from there too.
    uses.add(app("mcp", "mcp-newest", "McpApp", "stdio").instrument("all,-reactor.schedule"));
    uses.add(app("rxjava", "async", "AsyncApp", URL, "rx", "rx-pool"));
    uses.add(app("reactor", "async", "AsyncApp", URL, "reactor-pool"));
    uses.add(app("coroutines", "kotlin", "KotlinAppKt", URL, "context", "delayed"));
    ofOpenTelemetry(uses);
    return uses;
  }

  private static void ofModels(List<HookUse> uses) {
    uses.add(
        app(
            "openai",
            "openai-newest",
            "OpenAiApp",
            URL,
            "chat",
            "chat-streaming",
            "chat-async",
            "chat-async-streaming",
            "responses",
            "responses-streaming",
            "responses-async",
            "responses-async-streaming",
            "embeddings",
            "embeddings-async"));
    uses.add(
        app(
            "anthropic",
            "anthropic-oldest",
            "AnthropicApp",
            URL,
            "messages",
            "messages-streaming",
            "messages-async",
            "messages-async-streaming",
            "beta",
            "beta-streaming",
            "beta-async",
            "beta-async-streaming"));
  }

  private static void ofLangChain4j(List<HookUse> uses) {
    uses.add(app("langchain4j", "langchain4j-next", "MoreApp", URL));
    uses.add(app("langchain4j", "langchain4j-next", "NextApp"));
    for (String version : List.of("newest", "oldest", "1.5")) {
      uses.add(
          app(
              "langchain4j",
              "langchain4j-" + version,
              "LangChain4jApp",
              URL,
              "ask",
              TOOLS,
              "stream",
              TOOLS));
    }
    uses.add(app("langchain4j", "langchain4j-1.9", "MoreApp", URL));
  }

  private static void ofSpringAi(List<HookUse> uses) {
    for (String version : List.of("newest", "oldest", "1.1")) {
      uses.add(
          app(
                  "springai",
                  "springai-" + version,
                  "SpringAiApp",
                  URL,
                  "call",
                  TOOLS + "\ncall shout {}",
                  "stream",
                  TOOLS,
                  "stream",
                  "call ask {\"question\":\"deep\"}",
                  "entity",
                  "say {\"x\":1}",
                  "model",
                  "Hello",
                  "model-stream",
                  "Hi",
                  "vectors",
                  "query",
                  "memory",
                  "Hello",
                  "memory-stream",
                  "Hello",
                  "observed",
                  "Hello",
                  "own",
                  "Hi",
                  "polite",
                  "Hello")
              .instrument("all,springai.advisor"));
    }
  }

  private static void ofRewards(List<HookUse> uses) {
    uses.add(
        own("junit", "Judged")
            .with(jvm -> jvm.options("-Dfulgurite.rewards=test").classPath(ClassPaths.junit())));
    uses.add(
        own("langchain4j.guardrail", "Guarded")
            .with(
                jvm ->
                    jvm.options("-Dfulgurite.rewards=guardrail")
                        .classPath(ClassPaths.langchain4j())));
  }

  private static void ofOpenTelemetry(List<HookUse> uses) {
    uses.add(own("annotations", "Annotated").with(HookUse::sdk));
    uses.add(own("opentelemetry", "OwnSdk", "built").with(HookUse::sdk));
    uses.add(own("opentelemetry", "Globals").with(HookUse::sdk));
    uses.add(
        own("opentelemetry", "ApiOnly")
            .with(jvm -> jvm.classPath(ClassPaths.otelApi(ClassPaths.NEWEST))));
    uses.add(
        own("opentelemetry", "Endings", "return")
            .with(
                jvm ->
                    jvm.classPath(ClassPaths.fulguriteApi())
                        .classPath(ClassPaths.otelApi("1.31.0"))));
  }

  private static ChildJvm sdk(ChildJvm jvm) {
    return jvm.classPath(ClassPaths.fulguriteApi()).classPath(ClassPaths.otelSdk());
  }

  private static HookUse app(String ids, String app, String mainClass, String... arguments) {
    UnaryOperator<ChildJvm> setting = jvm -> jvm.classPath(App.classPath(app));
    return new HookUse(ids, "all", setting, mainClass, List.of(arguments));
  }

  private static HookUse own(String ids, String mainClass, String... arguments) {
    return new HookUse(ids, "all", jvm -> jvm, mainClass, List.of(arguments))
        .with(jvm -> jvm.classPath(ClassPaths.apps()));
  }

  private HookUse with(UnaryOperator<ChildJvm> more) {
    UnaryOperator<ChildJvm> both = jvm -> more.apply(setting.apply(jvm));
    return new HookUse(ids, instrument, both, mainClass, arguments);
  }

  private HookUse instrument(String words) {
    return new HookUse(ids, words, setting, mainClass, arguments);
  }

  boolean isOf(String hook) {
    return hook.equals(ids) || hook.startsWith(ids + ".");
  }

  /**
   * @param off words for {@code fulgurite.agent.instrument} behind its own; may be empty
   */
  Run run(ChildJvm jvm, String url, String off) {
    return setting
        .apply(jvm)
        .options("-Dfulgurite.agent.instrument=" + instrument + off)
        .run(
            mainClass, arguments.stream().map(a -> a.equals(URL) ? url : a).toArray(String[]::new));
  }

  @Override
  public String toString() {
    return ids + " by " + mainClass + arguments;
  }
}
