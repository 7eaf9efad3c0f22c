package dev.fulgurite.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each call is an operation: its arguments, its result or its exception, and everything emitted
 * meanwhile below it. On a type, each public method that the type itself declares. With a future it
 * ends when that completes, with a {@code Flow.Publisher} when its first subscription ends.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface AgentOperation {
  /** The name of the operation; by default that of the method. */
  String value() default "";
}
