package dev.fulgurite.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Copies one method and puts calls around its body:
 *
 * <pre>{@code
 * Object[] entered = enter(this, arguments);
 * if (entered != null) { arguments = entered[1]; }
 * try { ... return exit(entered, value, null); }
 * catch (Throwable t) { exit(entered, null, t); throw t; }
 * }</pre>
 *
 * <p>{@code entered} has the first slot behind all that the body uses, so no slot changes. Calls
 * around calls: the visitor that comes first is the innermost.
 */
final class AroundMethod extends MethodVisitor {
  private static final int STACK_TO_ENTER = 6;
  private static final int STACK_TO_EXIT = 4;

  private final WovenMethodShape shape;
  private final AroundCalls calls;
  private final int slot;
  private final Label start = new Label();
  private final Label end = new Label();

  /**
   * @param slot the first that is free in the whole method
   */
  AroundMethod(MethodVisitor code, WovenMethodShape shape, AroundCalls calls, int slot) {
    super(Opcodes.ASM9, code);
    this.shape = shape;
    this.calls = calls;
    this.slot = slot;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    shape.pushSelf(mv);
    shape.pushArguments(mv);
    calls.enter(mv);
    super.visitVarInsn(Opcodes.ASTORE, slot);
    super.visitVarInsn(Opcodes.ALOAD, slot);
    super.visitJumpInsn(Opcodes.IFNULL, start);
    super.visitVarInsn(Opcodes.ALOAD, slot);
    super.visitInsn(Opcodes.ICONST_1);
    super.visitInsn(Opcodes.AALOAD);
    super.visitTypeInsn(Opcodes.CHECKCAST, AroundCalls.ENTERED.getInternalName());
    shape.popArguments(mv);
    super.visitLabel(start);
    Object[] locals = shape.locals();
    visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
    super.visitInsn(Opcodes.NOP); // the body may begin with a frame of its own
  }

  @Override
  public void visitFrame(
      int type, int localSize, Object[] local, int stackSize, Object @Nullable [] stack) {
    Object[] all = Locals.padded(local, localSize, slot, AroundCalls.ENTERED.getInternalName());
    super.visitFrame(Opcodes.F_NEW, all.length, all, stackSize, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      exit();
    }
    super.visitInsn(opcode);
  }

  /** From the stack, and onto it: what is returned, if anything. */
  private void exit() {
    Type returned = shape.returned();
    if (calls.exitReturnsValue()) {
      Boxing.box(mv, returned);
      super.visitVarInsn(Opcodes.ALOAD, slot);
      super.visitInsn(Opcodes.SWAP);
    } else {
      super.visitVarInsn(Opcodes.ALOAD, slot);
      super.visitInsn(Opcodes.ACONST_NULL);
    }
    super.visitInsn(Opcodes.ACONST_NULL);
    calls.exit(mv);
    if (calls.exitReturnsValue()) {
      Boxing.unbox(mv, returned);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitLabel(end);
    super.visitTryCatchBlock(start, end, end, "java/lang/Throwable");
    visitFrame(Opcodes.F_NEW, 0, new Object[0], 1, new Object[] {"java/lang/Throwable"});
    super.visitInsn(Opcodes.DUP);
    super.visitVarInsn(Opcodes.ALOAD, slot);
    super.visitInsn(Opcodes.SWAP);
    super.visitInsn(Opcodes.ACONST_NULL);
    super.visitInsn(Opcodes.SWAP);
    calls.exit(mv);
    if (calls.exitReturnsValue()) {
      super.visitInsn(Opcodes.POP);
    }
    super.visitInsn(Opcodes.ATHROW);
    super.visitMaxs(Math.max(maxStack, STACK_TO_ENTER) + STACK_TO_EXIT, slot + 1);
  }
}
