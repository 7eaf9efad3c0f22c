package dev.fulgurite.agent.langchain4j;

import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.log.Console;
import org.jspecify.annotations.Nullable;

/**
 * Where the callbacks of a stream belong, whatever thread they run on: beside the model call, under
 * the service call or whatever else asked the model.
 */
record StreamScope(Home home, Object parent, Calls calls) {
  /** Never throws: the application's callback runs in any case. */
  Home.Attachment enter(@Nullable ServiceCall service) {
    Calls.Frame before = calls.enter(Calls.Frame.of(service));
    Home.Attachment attachment = attach();
    return () -> {
      calls.enter(before);
      attachment.close();
    };
  }

  private Home.Attachment attach() {
    try {
      return home.attach(parent);
    } catch (RuntimeException | LinkageError e) {
      Console.failure("entering the context of a stream", e);
      return () -> {};
    }
  }

  /** A concurrent tool runs on a thread of LangChain4j's executor. */
  void own(@Nullable Object toolRequest, @Nullable ServiceCall service) {
    if (toolRequest != null && service != null) {
      calls.owners.put(toolRequest, service);
    }
  }

  void cancellable(@Nullable Object handle, StreamedChat chat) {
    if (handle != null) {
      calls.streams.put(handle, chat);
    }
  }
}
