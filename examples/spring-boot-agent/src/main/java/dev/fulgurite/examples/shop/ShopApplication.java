package dev.fulgurite.examples.shop;

import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Asks OpenAI where the environment has a key for it, else a model inside the program. */
@SpringBootApplication
public class ShopApplication {
  public static void main(String[] arguments) throws IOException {
    SpringApplication application = new SpringApplication(ShopApplication.class);
    String key = System.getenv("OPENAI_API_KEY");
    application.setDefaultProperties(
        key == null
            ? Map.of("spring.ai.openai.api-key", "none", "spring.ai.openai.base-url", model())
            : Map.of("spring.ai.openai.api-key", key));
    application.run(arguments);
  }

  private static String model() throws IOException {
    return new RecordedModel().start();
  }
}
