package dev.fulgurite.examples.math;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.concurrent.atomic.AtomicLong;

/** The tool that the agent hands to its model. Thread-safe: one serves all questions. */
public final class Calculator {
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /**
   * Evaluates {@code expression}; what it throws LangChain4j tells the model.
   *
   * @throws ArithmeticException if it divides by zero or is not arithmetic at all
   */
  @Tool(name = "calculator", value = "Evaluates one arithmetic expression")
  public String calculate(
      @P("numbers, + - * / % and brackets, as in (12 + 3) * 25%") String expression) {
    calls.incrementAndGet();
    try {
      return Expression.evaluate(expression).toPlainString();
    } catch (ArithmeticException e) {
      failures.incrementAndGet();
      throw e;
    }
  }

  long calls() {
    return calls.get();
  }

  long failures() {
    return failures.get();
  }
}
