package dev.fulgurite.examples.shop;

import java.util.Map;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.stereotype.Component;

/** What is on the shelves. */
@Component
class Stock {
  private final Map<String, Integer> shelves = Map.of("red scarves", 3, "blue hats", 12);

  @Tool(description = "How many of an item are left")
  int stock(String item) {
    Integer left = shelves.get(item);
    if (left == null) {
      throw new IllegalArgumentException("no shelf for " + item);
    }
    return left;
  }
}
