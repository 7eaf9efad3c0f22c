package dev.fulgurite.examples.shop;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.MessageChatMemoryAdvisor;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What customers ask. */
@RestController
class ShopController {
  private final ChatClient client;

  ShopController(ChatClient.Builder builder, ChatMemory memory, Stock stock) {
    this.client =
        builder
            .defaultSystem("You work in a shop for warm clothes. Be brief.")
            .defaultAdvisors(MessageChatMemoryAdvisor.builder(memory).build())
            .defaultTools(stock)
            .build();
  }

  /** The conversation with each customer is remembered, and is a session of its own. */
  @GetMapping("/ask")
  String ask(String customer, String question) {
    return client
        .prompt(question)
        .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, customer))
        .call()
        .content();
  }
}
