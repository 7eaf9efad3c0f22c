package dev.fulgurite.spring;

import dev.fulgurite.exporter.pipeline.StorePipeline;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Unless {@code fulgurite.store=none}. */
final class StoreWanted implements Condition {
  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return StorePipeline.wantsStore(SpringSettings.read(context.getEnvironment()));
  }
}
