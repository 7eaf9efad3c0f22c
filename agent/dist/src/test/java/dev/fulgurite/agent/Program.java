package dev.fulgurite.agent;

import java.util.List;

/**
 * A program of the matrix.
 *
 * @param app the module of {@code agent/apps} that it is in
 * @param arguments behind the URL of the model server
 * @param exit the code it ends with
 * @param tree what it leaves in the store, whatever OpenTelemetry there is
 */
record Program(String app, String mainClass, List<String> arguments, int exit, String tree) {
  private static final String TOOLS = "call add {\"a\":2,\"b\":3}\ncall divide {\"a\":1,\"b\":0}";

  static List<Program> all() {
    return List.of(
        openAi("openai-newest"),
        langchain4j("langchain4j-newest"),
        springAi("springai-newest"),
        openAi("openai-oldest"),
        langchain4j("langchain4j-oldest"),
        springAi("springai-oldest"),
        springAi("springai-1.1"),
        anthropic("anthropic-oldest"));
  }

  private static Program openAi(String app) {
    return new Program(
        app,
        "OpenAiApp",
        List.of("chat", "chat-async-streaming", "responses-streaming", "error"),
        0,
        """
        chat gpt CLIENT
        chat gpt CLIENT
        chat gpt CLIENT
        chat gpt CLIENT ERROR
        """);
  }

  private static Program anthropic(String app) {
    return new Program(
        app,
        "AnthropicApp",
        List.of("messages", "messages-async-streaming", "error"),
        0,
        """
        chat claude CLIENT
        chat claude CLIENT
        chat claude CLIENT ERROR
        """);
  }

  private static Program langchain4j(String app) {
    return new Program(
        app,
        "LangChain4jApp",
        List.of("ask", TOOLS, "stream", TOOLS),
        0,
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
    return new Program(
        app,
        "SpringAiApp",
        List.of("call", TOOLS, "stream", "Hello"),
        0,
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

  @Override
  public String toString() {
    return app;
  }
}
