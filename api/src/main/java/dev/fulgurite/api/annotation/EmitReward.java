package dev.fulgurite.api.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the method returns is emitted as a reward: a number, a boolean (1 or 0), a {@code Reward},
 * or a map of dimensions; an optional or a future of one is what it holds. Anything else, null and
 * NaN included, is not emitted; the method is never disturbed.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface EmitReward {
  /** The name of the dimension; for a map, which of its dimensions is the primary one. */
  String value() default "primary";
}
