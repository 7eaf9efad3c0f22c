package dev.fulgurite.agent.openai;

import dev.fulgurite.agent.reflect.Getters;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who serves the API that openai-java speaks, in the conventions' words: its client's URL says. */
final class Provider {
  static final String OPENAI = "openai";

  private static final String AZURE = "azure.ai.openai";

  /** By what the host is or ends with. */
  private static final Map<String, String> HOSTS =
      Map.ofEntries(
          Map.entry("openai.azure.com", AZURE),
          Map.entry("openai.azure.us", AZURE),
          Map.entry("openai.azure.cn", AZURE),
          Map.entry("cognitiveservices.azure.com", AZURE),
          Map.entry("services.ai.azure.com", AZURE),
          Map.entry("models.ai.azure.com", "azure.ai.inference"),
          Map.entry("api.anthropic.com", "anthropic"),
          Map.entry("api.cohere.ai", "cohere"),
          Map.entry("api.cohere.com", "cohere"),
          Map.entry("api.deepseek.com", "deepseek"),
          Map.entry("generativelanguage.googleapis.com", "gcp.gemini"),
          Map.entry("aiplatform.googleapis.com", "gcp.vertex_ai"),
          Map.entry("api.groq.com", "groq"),
          Map.entry("ml.cloud.ibm.com", "ibm.watsonx.ai"),
          Map.entry("api.mistral.ai", "mistral_ai"),
          Map.entry("api.perplexity.ai", "perplexity"),
          Map.entry("api.x.ai", "x_ai"));

  /** Per class of a service and so collected with it. */
  private static final ClassValue<Optional<Field>> OPTIONS =
      new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> service) {
          try {
            Field options = service.getDeclaredField("clientOptions");
            options.setAccessible(true);
            return Optional.of(options);
          } catch (ReflectiveOperationException | RuntimeException notToBeRead) {
            return Optional.empty();
          }
        }
      };

  /**
   * @param service one of the SDK's
   */
  static String of(@Nullable Object service) {
    Object options = options(service);
    Object credential = Getters.read(options, "credential");
    if (credential != null && credential.getClass().getSimpleName().startsWith("Azure")) {
      return AZURE;
    }
    String url = Getters.text(options, "baseUrl");
    return url == null ? OPENAI : at(url);
  }

  /** Whoever is not known is taken for what it speaks like. */
  static String at(String url) {
    String host;
    try {
      host = String.valueOf(URI.create(url).getHost()).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notAUrl) {
      return OPENAI;
    }
    if (host.startsWith("bedrock") && host.endsWith(".amazonaws.com")) {
      return "aws.bedrock";
    }
    for (String known = host; !known.isEmpty(); known = known.substring(known.indexOf('.') + 1)) {
      String provider = HOSTS.get(known);
      if (provider != null) {
        return provider;
      }
      if (known.indexOf('.') < 0) {
        break;
      }
    }
    // A region stands before Vertex AI's name with a hyphen.
    return host.endsWith("-aiplatform.googleapis.com") ? "gcp.vertex_ai" : OPENAI;
  }

  private static @Nullable Object options(@Nullable Object service) {
    try {
      Field field = service == null ? null : OPTIONS.get(service.getClass()).orElse(null);
      return field == null ? null : field.get(service);
    } catch (IllegalAccessException notToBeRead) {
      return null;
    }
  }

  private Provider() {}
}
