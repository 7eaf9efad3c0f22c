package dev.fulgurite.agent.weave;

import java.util.Arrays;
import net.bytebuddy.jar.asm.Opcodes;

/** Lists of local variables' types, as frames have them: two slots may be one entry. */
final class Locals {
  /** The same with {@code type} in {@code slot}, and nothing known between. */
  static Object[] padded(Object[] locals, int size, int slot, String type) {
    int used = 0;
    for (int i = 0; i < size; i++) {
      boolean wide = locals[i] == Opcodes.LONG || locals[i] == Opcodes.DOUBLE;
      used += wide ? 2 : 1;
    }
    int gap = slot - used;
    Object[] padded = Arrays.copyOf(locals, size + gap + 1, Object[].class);
    Arrays.fill(padded, size, size + gap, Opcodes.TOP);
    padded[size + gap] = type;
    return padded;
  }

  private Locals() {}
}
