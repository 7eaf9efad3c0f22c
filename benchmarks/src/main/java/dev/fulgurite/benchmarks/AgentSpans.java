package dev.fulgurite.benchmarks;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Random;

/** Spans as agents make them: about 1.1 kB, twenty a trace, mostly text, the same in each run. */
final class AgentSpans {
  private static final int TRACE = 20;
  private static final String[] MESSAGES = messages();

  private AgentSpans() {}

  /** The sum of the span ids, to be compared with what arrives. */
  static long emit(Tracer tracer, int spans) {
    long sum = 0;
    Context parent = Context.root();
    for (int i = 0; i < spans; i++) {
      boolean root = i % TRACE == 0;
      Span span = start(tracer, root ? Context.root() : parent, i);
      parent = root ? Context.root().with(span) : parent;
      span.end();
      sum += Long.parseUnsignedLong(span.getSpanContext().getSpanId(), 16);
    }
    return sum;
  }

  private static Span start(Tracer tracer, Context parent, int i) {
    SpanBuilder builder =
        tracer
            .spanBuilder(i % 2 == 0 ? "chat gpt-4o" : "execute_tool search")
            .setParent(parent)
            .setAttribute("session.id", "session-" + i / 200)
            .setAttribute("gen_ai.operation.name", i % 2 == 0 ? "chat" : "execute_tool")
            .setAttribute("gen_ai.request.model", "gpt-4o")
            .setAttribute("gen_ai.agent.name", "agent-" + i % 50)
            .setAttribute("gen_ai.usage.input_tokens", 100L + i % 977)
            .setAttribute("gen_ai.usage.output_tokens", 10L + i % 83)
            .setAttribute("fulgurite.sequence", i);
    return builder
        .setAttribute("gen_ai.output.messages", MESSAGES[i % MESSAGES.length])
        .startSpan();
  }

  private static String[] messages() {
    Random random = new Random(7);
    String[] words = new String[5_000];
    for (int i = 0; i < words.length; i++) {
      words[i] =
          random
              .ints(2 + random.nextInt(9), 'a', 'z' + 1)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
    }
    String[] messages = new String[4_096];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = message(words, random);
    }
    return messages;
  }

  /** 200 to 1,400 characters of words, frequent ones more often, as Zipf has it. */
  private static String message(String[] words, Random random) {
    StringBuilder text = new StringBuilder("[{\"role\":\"assistant\",\"content\":\"");
    int length = 200 + random.nextInt(1_200);
    while (text.length() < length) {
      text.append(words[(int) Math.pow(words.length, random.nextDouble()) - 1]).append(' ');
    }
    return text.append("\"}]").toString();
  }
}
