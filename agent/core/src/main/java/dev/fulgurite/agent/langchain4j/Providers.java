package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.reflect.Getters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** LangChain4j's {@code ModelProvider} in the conventions' words. */
final class Providers {
  /** Where nobody says who serves the model. */
  static final String UNKNOWN = "langchain4j";

  private Providers() {}

  static String of(@Nullable Object model) {
    String name = Getters.text(model, "provider");
    if (name == null) {
      return UNKNOWN;
    }
    return switch (name) {
      case "OPEN_AI" -> "openai";
      case "AZURE_OPEN_AI" -> "azure.ai.openai";
      case "MICROSOFT_FOUNDRY", "GITHUB_MODELS" -> "azure.ai.inference";
      case "AMAZON_BEDROCK" -> "aws.bedrock";
      case "GOOGLE_AI_GEMINI" -> "gcp.gemini";
      case "GOOGLE_VERTEX_AI_GEMINI", "GOOGLE_VERTEX_AI_ANTHROPIC" -> "gcp.vertex_ai";
      case "GOOGLE_GENAI" -> "gcp.gen_ai";
      case "WATSONX" -> "ibm.watsonx.ai";
      case "OTHER" -> UNKNOWN;
      default -> name.toLowerCase(Locale.ROOT);
    };
  }
}
