package dev.fulgurite.agent;

import java.util.List;

/**
 * A program of the matrix.
 *
 * @param app the module of {@code agent/apps} that it is in
 * @param arguments {@link #URL} stands for that of the model server
 * @param tree what it leaves in the store, whatever OpenTelemetry there is
 * @param treeOfOldApi the same, where its framework finds an API too old for spans of its own
 * @param isNative whether its spans are its framework's own: OpenTelemetry's agent has them alone
 * @param isModular whether it runs on the module path at all, which most frameworks do not: their
 *     jars share packages, or have no names that a module may have
 */
record Program(
    String app,
    String mainClass,
    List<String> arguments,
    String tree,
    String treeOfOldApi,
    boolean isNative,
    boolean isModular) {
  private static final String URL = "URL";
  private static final String TOOLS = "call add {\"a\":2,\"b\":3}\ncall divide {\"a\":1,\"b\":0}";

  private static final List<String> MESSAGES =
      List.of(URL, "messages", "messages-async-streaming", "error");
  private static final String HOOKED_MESSAGES =
      """
      chat claude CLIENT
      chat claude CLIENT
      chat claude CLIENT ERROR
      """;

  static List<Program> all() {
    return List.of(
        openAi("openai-newest"),
        langchain4j("langchain4j-newest"),
        springAi("springai-newest"),
        adkNewest(),
        mcp("mcp-newest"),
        anthropicNewest(),
        openAi("openai-oldest"),
        langchain4j("langchain4j-oldest"),
        springAi("springai-oldest"),
        springAi("springai-1.1"),
        mcp("mcp-oldest"),
        adkOldest(),
        anthropic("anthropic-oldest"));
  }

  boolean runsIn(Situation situation) {
    return isModular || situation != Situation.MODULE_PATH;
  }

  /** What it is started with. */
  List<String> arguments(String url) {
    return arguments.stream().map(argument -> argument.equals(URL) ? url : argument).toList();
  }

  private static Program openAi(String app) {
    return of(
        app,
        "OpenAiApp",
        List.of(URL, "chat", "chat-async-streaming", "responses-streaming", "error"),
        """
        chat gpt CLIENT
        chat gpt CLIENT
        chat gpt CLIENT
        chat gpt CLIENT ERROR
        """);
  }

  private static Program anthropic(String app) {
    return of(app, "AnthropicApp", MESSAGES, HOOKED_MESSAGES);
  }

  private static Program anthropicNewest() {
    return new Program(
        "anthropic-newest",
        "AnthropicApp",
        MESSAGES,
        """
        anthropic.messages.create CLIENT OK
        anthropic.messages.create CLIENT OK
        anthropic.messages.create CLIENT ERROR
        """,
        HOOKED_MESSAGES,
        true,
        false);
  }

  private static Program langchain4j(String app) {
    return of(
        app,
        "LangChain4jApp",
        List.of(URL, "ask", TOOLS, "stream", TOOLS),
        """
        invoke_agent Assistant INTERNAL
          chat gpt CLIENT
          execute_tool add INTERNAL
          execute_tool divide INTERNAL ERROR
          chat gpt CLIENT
        invoke_agent Assistant INTERNAL
          chat gpt CLIENT
          execute_tool add INTERNAL
          execute_tool divide INTERNAL ERROR
          chat gpt CLIENT
        """);
  }

  private static Program springAi(String app) {
    return of(
        app,
        "SpringAiApp",
        List.of(URL, "call", TOOLS, "stream", "Hello"),
        """
        invoke_agent ChatClient INTERNAL
          chat gpt CLIENT
          execute_tool add INTERNAL
          execute_tool divide INTERNAL ERROR
          chat gpt CLIENT
        invoke_agent ChatClient INTERNAL
          chat gpt CLIENT
        """);
  }

  private static Program mcp(String app) {
    return of(
        app,
        "McpApp",
        List.of("streamable"),
        """
        tools/call add CLIENT
          tools/call add SERVER
        """);
  }

  private static Program adkNewest() {
    return adk(
        "adk-newest",
        """
        invocation INTERNAL
          invoke_agent calculator INTERNAL
            call_llm INTERNAL
              execute_tool add INTERNAL
            call_llm INTERNAL
        """);
  }

  private static Program adkOldest() {
    return adk(
        "adk-oldest",
        """
        invocation INTERNAL
          agent_run [calculator] INTERNAL
            call_llm INTERNAL
            tool_call [add] INTERNAL
            tool_response [add] INTERNAL
            call_llm INTERNAL
        """);
  }

  private static Program adk(String app, String tree) {
    return new Program(app, "AdkApp", List.of("tool", "add 1"), tree, tree, true, false);
  }

  private static Program of(String app, String mainClass, List<String> arguments, String tree) {
    return new Program(app, mainClass, arguments, tree, tree, false, mainClass.startsWith("Lang"));
  }

  @Override
  public String toString() {
    return app;
  }
}
