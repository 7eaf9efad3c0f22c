package dev.fulgurite.agent.springai;

import org.jspecify.annotations.Nullable;

/** Who serves a model, in the conventions' words: Spring AI tells it by the model's package. */
final class Providers {
  /** Where the model is the application's own. */
  static final String UNKNOWN = "spring_ai";

  private Providers() {}

  static String of(@Nullable Object model) {
    Class<?> type = model == null ? null : model.getClass();
    while (type != null && !type.getName().startsWith(Names.ROOT)) {
      type = type.getSuperclass();
    }
    return type == null ? UNKNOWN : ofName(type.getName().substring(Names.ROOT.length()));
  }

  private static String ofName(String name) {
    String first = name.substring(0, Math.max(0, name.indexOf('.')));
    return switch (first) {
      case "openai", "openaisdk" -> "openai";
      case "azure" -> "azure.ai.openai";
      case "anthropic", "ollama", "deepseek", "minimax", "huggingface" -> first;
      case "mistralai" -> "mistral_ai";
      case "bedrock" -> "aws.bedrock";
      case "vertexai" -> "gcp.vertex_ai";
      case "google" -> "gcp.gen_ai";
      case "watsonx" -> "ibm.watsonx.ai";
      default -> UNKNOWN;
    };
  }
}
