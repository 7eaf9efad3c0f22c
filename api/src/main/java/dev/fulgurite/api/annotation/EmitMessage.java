package dev.fulgurite.api.annotation;

import dev.fulgurite.api.Role;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the method returns is emitted as a message, in its string form; null is not emitted. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface EmitMessage {
  /** Who says it. */
  Role role() default Role.ASSISTANT;
}
