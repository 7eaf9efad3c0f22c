package dev.fulgurite.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/** The two calls that one place makes: {@code invokedynamic}, which {@link Links} resolves. */
final class AroundCalls {
  /** What {@code enter} returns, and {@code exit} gets; null where this call is left alone. */
  static final Type ENTERED = Type.getType(Object[].class);

  private static final Type OBJECT = Type.getType(Object.class);
  private static final String ENTER = Type.getMethodDescriptor(ENTERED, OBJECT, ENTERED);

  private final Handle bootstrap;
  private final Object[] constants;
  private final Type exitReturns;

  /**
   * @param factory the first constant of every place
   * @param returned by the method that the calls are around
   */
  AroundCalls(Handle bootstrap, String factory, List<String> constants, Type returned) {
    List<String> all = new ArrayList<>(constants);
    all.add(0, factory);
    this.bootstrap = bootstrap;
    this.constants = all.toArray();
    this.exitReturns = returned.getSort() == Type.VOID ? Type.VOID_TYPE : OBJECT;
  }

  /** From the stack: the object itself or null, and the arguments. */
  void enter(MethodVisitor code) {
    code.visitInvokeDynamicInsn(Links.ENTER, ENTER, bootstrap, constants);
  }

  /** From the stack: what was entered, what is returned, and what is thrown. */
  void exit(MethodVisitor code) {
    Type throwable = Type.getType(Throwable.class);
    String descriptor = Type.getMethodDescriptor(exitReturns, ENTERED, OBJECT, throwable);
    code.visitInvokeDynamicInsn(Links.EXIT, descriptor, bootstrap, constants);
  }

  boolean exitReturnsValue() {
    return exitReturns.equals(OBJECT);
  }
}
