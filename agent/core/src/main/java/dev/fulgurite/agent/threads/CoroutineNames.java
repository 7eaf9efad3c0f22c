package dev.fulgurite.agent.threads;

/** Kotlin's types, by name: put together at run time, since relocation would rewrite literals. */
final class CoroutineNames {
  private static final String KOTLIN = String.join("", "kot", "lin");

  static final String COROUTINES = KOTLIN + "x.coroutines.";
  static final String SCOPE = COROUTINES + "CoroutineScope";
  static final String ELEMENT = COROUTINES + "ThreadContextElement";
  static final String CONTEXT = KOTLIN + ".coroutines.CoroutineContext";
  static final String KEY = CONTEXT + "$Key";
  static final String CONTINUATION = KOTLIN + ".coroutines.Continuation";
  static final String SUSPENDED = KOTLIN + ".coroutines.intrinsics.CoroutineSingletons";
  static final String FAILURE = KOTLIN + ".Result$Failure";
  static final String UNIT = KOTLIN + ".Unit";
  static final String EMPTY = KOTLIN + ".coroutines.EmptyCoroutineContext";
  static final String FUNCTION = KOTLIN + ".jvm.functions.Function2";

  private CoroutineNames() {}
}
