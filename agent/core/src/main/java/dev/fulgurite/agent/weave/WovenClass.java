package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Copies a class, with calls around some of its methods; the others stay byte by byte. */
final class WovenClass extends ClassVisitor {
  private final List<Around> arounds;
  private final Handle bootstrap;
  private final String factory;

  /** Slots of local variables by method; those of which are woven. */
  private final Map<String, Integer> slots;

  private String name = "";

  private WovenClass(
      ClassVisitor writer, List<Around> arounds, Links.Names names, Map<String, Integer> slots) {
    super(Opcodes.ASM9, writer);
    this.arounds = arounds;
    this.bootstrap = names.bootstrap();
    this.factory = names.factory();
    this.slots = slots;
  }

  /** Null where none of its methods is meant. */
  static byte @Nullable [] weave(byte[] bytes, List<Around> arounds, Links.Names names) {
    ClassReader reader = new ClassReader(bytes);
    SlotCount count = new SlotCount(arounds);
    reader.accept(count, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (count.slots.isEmpty()) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new WovenClass(writer, arounds, names, count.slots), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    if ((version & 0xFFFF) < Opcodes.V1_7) {
      throw new UnsupportedOperationException("it is compiled for Java 6 or older");
    }
    this.name = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String method,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor code = super.visitMethod(access, method, descriptor, signature, exceptions);
    Integer free = slots.get(method + descriptor);
    if (free == null) {
      return code;
    }
    WovenMethodShape shape = WovenMethodShape.of(name, access, descriptor);
    List<Around> around = covering(arounds, method, descriptor);
    for (int i = 0; i < around.size(); i++) {
      List<String> constants = around.get(i).constants();
      AroundCalls calls = new AroundCalls(bootstrap, factory, constants, shape.returned());
      code = new AroundMethod(code, shape, calls, free + around.size() - 1 - i);
    }
    return code;
  }

  private static List<Around> covering(List<Around> arounds, String method, String descriptor) {
    List<Around> covering = new ArrayList<>();
    for (Around around : arounds) {
      if (around.methods().test(method, descriptor)) {
        covering.add(around);
      }
    }
    return covering;
  }

  /** Finds the methods that are meant and have a body. */
  private static final class SlotCount extends ClassVisitor {
    private final List<Around> arounds;
    private final Map<String, Integer> slots = new HashMap<>();

    SlotCount(List<Around> arounds) {
      super(Opcodes.ASM9);
      this.arounds = arounds;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (method.startsWith("<") || covering(arounds, method, descriptor).isEmpty()) {
        return null;
      }
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
          slots.put(method + descriptor, maxLocals);
        }
      };
    }
  }
}
