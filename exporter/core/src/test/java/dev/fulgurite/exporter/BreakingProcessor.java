package dev.fulgurite.exporter;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Hands spans on, of which one in many cannot be read: something breaks inside the processor. */
final class BreakingProcessor implements SpanProcessor {
  private static final int ONE_OF = 199;

  private final SpanProcessor next;

  BreakingProcessor(SpanProcessor next) {
    this.next = next;
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    boolean breaks = Fates.number(span.getSpanContext().getSpanId()) % ONE_OF == 0;
    next.onEnd(breaks ? broken(span) : span);
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private static ReadableSpan broken(ReadableSpan span) {
    return (ReadableSpan)
        Proxy.newProxyInstance(
            ReadableSpan.class.getClassLoader(),
            new Class<?>[] {ReadableSpan.class},
            (proxy, method, args) -> answer(span, method, args));
  }

  private static Object answer(ReadableSpan span, Method method, Object[] args)
      throws IllegalAccessException, InvocationTargetException {
    if (method.getName().equals("toSpanData")) {
      throw new IllegalStateException("cannot be read");
    }
    return method.invoke(span, args);
  }
}
