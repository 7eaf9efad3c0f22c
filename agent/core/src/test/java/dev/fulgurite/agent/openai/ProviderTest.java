package dev.fulgurite.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, openai",
    "https://eu.api.openai.com/v1, openai",
    "http://127.0.0.1:8080/v1, openai",
    "no url at all, openai",
    "https://acme.openai.azure.com, azure.ai.openai",
    "https://acme.openai.azure.com/openai/v1, azure.ai.openai",
    "https://ACME.services.ai.azure.com/openai/v1, azure.ai.openai",
    "https://acme.eastus.models.ai.azure.com, azure.ai.inference",
    "https://api.deepseek.com, deepseek",
    "https://api.groq.com/openai/v1, groq",
    "https://api.mistral.ai/v1, mistral_ai",
    "https://api.x.ai/v1, x_ai",
    "https://generativelanguage.googleapis.com/v1beta/openai/, gcp.gemini",
    "https://us-central1-aiplatform.googleapis.com/v1, gcp.vertex_ai",
    "https://bedrock-runtime.us-east-1.amazonaws.com/openai/v1, aws.bedrock",
    "https://not-api.x.ai.example.com, openai"
  })
  void provider_isKnownByItsHost(String url, String provider) {
    assertThat(Provider.at(url)).isEqualTo(provider);
  }

  @Test
  void service_withoutOptions_isOpenAis() {
    assertThat(Provider.of(new Object())).isEqualTo("openai");
    assertThat(Provider.of(null)).isEqualTo("openai");
  }
}
