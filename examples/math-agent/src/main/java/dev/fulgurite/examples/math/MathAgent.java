package dev.fulgurite.examples.math;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Answers word problems; LangChain4j supplies the implementation. */
public interface MathAgent {
  @SystemMessage(
      "You solve word problems step by step. Use the calculator for every calculation,"
          + " one at a time. End with a line that holds only #### and the number.")
  @UserMessage("{{question}}")
  String solve(@V("question") String question);
}
