package dev.fulgurite.agent.weave;

import java.util.Map;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Code that makes any value an object, and back. */
final class Boxing {
  private static final Map<Integer, Type> BOXES =
      Map.of(
          Type.BOOLEAN, Type.getType(Boolean.class),
          Type.CHAR, Type.getType(Character.class),
          Type.BYTE, Type.getType(Byte.class),
          Type.SHORT, Type.getType(Short.class),
          Type.INT, Type.getType(Integer.class),
          Type.LONG, Type.getType(Long.class),
          Type.FLOAT, Type.getType(Float.class),
          Type.DOUBLE, Type.getType(Double.class));

  static void box(MethodVisitor code, Type type) {
    Type box = BOXES.get(type.getSort());
    if (box != null) {
      String descriptor = Type.getMethodDescriptor(box, type);
      code.visitMethodInsn(
          Opcodes.INVOKESTATIC, box.getInternalName(), "valueOf", descriptor, false);
    }
  }

  static void unbox(MethodVisitor code, Type type) {
    Type box = BOXES.get(type.getSort());
    code.visitTypeInsn(Opcodes.CHECKCAST, (box == null ? type : box).getInternalName());
    if (box != null) {
      String getter = type.getClassName() + "Value";
      String descriptor = Type.getMethodDescriptor(type);
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box.getInternalName(), getter, descriptor, false);
    }
  }

  private Boxing() {}
}
