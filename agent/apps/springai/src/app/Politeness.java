package app;

import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.advisor.api.AdvisorChain;
import org.springframework.ai.chat.client.advisor.api.BaseAdvisor;

/** Leaves calling and streaming to the methods that {@code BaseAdvisor} has for that. */
final class Politeness implements BaseAdvisor {
  @Override
  public ChatClientRequest before(ChatClientRequest request, AdvisorChain chain) {
    return request;
  }

  @Override
  public ChatClientResponse after(ChatClientResponse response, AdvisorChain chain) {
    return response;
  }

  @Override
  public int getOrder() {
    return 0;
  }
}
