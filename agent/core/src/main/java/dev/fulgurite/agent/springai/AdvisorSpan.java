package dev.fulgurite.agent.springai;

import static dev.fulgurite.agent.reflect.Getters.read;

import dev.fulgurite.agent.genai.Attributes;
import dev.fulgurite.agent.hook.SpanStart;
import dev.fulgurite.agent.reflect.Getters;
import io.opentelemetry.api.trace.SpanKind;
import org.jspecify.annotations.Nullable;

/** The span of an advisor, blocking or streaming. */
final class AdvisorSpan {
  static SpanStart of(@Nullable Object advisor) {
    String name = Getters.text(advisor, "getName");
    return new SpanStart(
        "advisor " + name,
        SpanKind.INTERNAL,
        new Attributes()
            .put("spring.ai.advisor.name", name)
            .put("spring.ai.advisor.order", read(advisor, "getOrder"))
            .toMap(),
        null);
  }

  private AdvisorSpan() {}
}
