package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a method takes and returns, and the code that reads and writes its parameters.
 *
 * @param owner internal name of its class; null where it is static
 */
record WovenMethodShape(@Nullable String owner, List<Type> parameters, Type returned) {
  static WovenMethodShape of(String owner, int access, String descriptor) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    return new WovenMethodShape(
        isStatic ? null : owner,
        List.of(Type.getArgumentTypes(descriptor)),
        Type.getReturnType(descriptor));
  }

  void pushSelf(MethodVisitor code) {
    if (owner == null) {
      code.visitInsn(Opcodes.ACONST_NULL);
    } else {
      code.visitVarInsn(Opcodes.ALOAD, 0);
    }
  }

  /** As an array. */
  void pushArguments(MethodVisitor code) {
    push(code, parameters.size());
    code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    int slot = firstSlot();
    for (int i = 0; i < parameters.size(); i++) {
      Type parameter = parameters.get(i);
      code.visitInsn(Opcodes.DUP);
      push(code, i);
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
      Boxing.box(code, parameter);
      code.visitInsn(Opcodes.AASTORE);
      slot += parameter.getSize();
    }
  }

  /** From an array on the stack. */
  void popArguments(MethodVisitor code) {
    int slot = firstSlot();
    for (int i = 0; i < parameters.size(); i++) {
      Type parameter = parameters.get(i);
      code.visitInsn(Opcodes.DUP);
      push(code, i);
      code.visitInsn(Opcodes.AALOAD);
      Boxing.unbox(code, parameter);
      code.visitVarInsn(parameter.getOpcode(Opcodes.ISTORE), slot);
      slot += parameter.getSize();
    }
    code.visitInsn(Opcodes.POP);
  }

  /** What a frame says of the local variables where the body begins. */
  Object[] locals() {
    List<Object> types = new ArrayList<>();
    if (owner != null) {
      types.add(owner);
    }
    parameters.forEach(parameter -> types.add(frameType(parameter)));
    return types.toArray();
  }

  private static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Opcodes.INTEGER;
      case Type.LONG -> Opcodes.LONG;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> type.getInternalName();
    };
  }

  private int firstSlot() {
    return owner == null ? 0 : 1;
  }

  private static void push(MethodVisitor code, int number) {
    if (number <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + number);
    } else {
      code.visitIntInsn(number <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, number);
    }
  }
}
