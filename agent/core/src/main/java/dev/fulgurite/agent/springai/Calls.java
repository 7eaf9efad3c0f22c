package dev.fulgurite.agent.springai;

import dev.fulgurite.agent.hook.HookSpan;
import dev.fulgurite.agent.reflect.Slot;
import dev.fulgurite.agent.reflect.WeakIdentityMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one set of hooks knows about the calls in progress. Thread-safe. */
final class Calls {
  /** The call that a stream makes of a prompt: its tools run where only the prompt is known. */
  final WeakIdentityMap<AtomicReference<@Nullable ModelCall>> streams = new WeakIdentityMap<>();

  /** The stream that is being put together on this thread. */
  final Slot<ModelStream> assembling = new Slot<>();

  /** The request of the chat client that is in progress on this thread. */
  final Slot<Object> clientRequest = new Slot<>();

  /** The {@link ToolRound} on this thread, or the {@link ToolCall} inside it. */
  final Slot<HookSpan> tools = new Slot<>();
}
