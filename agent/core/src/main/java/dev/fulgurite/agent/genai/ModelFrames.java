package dev.fulgurite.agent.genai;

import dev.fulgurite.agent.reflect.Slot;
import org.jspecify.annotations.Nullable;

/** The model call that is in progress on this thread, whichever framework began it. */
public final class ModelFrames {
  private static final Slot<ModelFrame> CURRENT = new Slot<>();

  public static @Nullable ModelFrame current() {
    return CURRENT.get();
  }

  /**
   * @param next null where application code begins, a tool say, whose own model calls are others
   * @return what was there before, to be swapped back in on the same thread
   */
  public static @Nullable ModelFrame swap(@Nullable ModelFrame next) {
    return CURRENT.swap(next);
  }

  private ModelFrames() {}
}
