package dev.fulgurite.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an argument of an {@link AgentOperation} is recorded. Where one parameter
 * has it, those without it are not recorded.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER})
public @interface Capture {
  /** The input name. */
  String value();
}
