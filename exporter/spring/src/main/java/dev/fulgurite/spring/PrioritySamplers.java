package dev.fulgurite.spring;

import dev.fulgurite.exporter.PrioritySampler;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Rewards and exceptions are kept whatever the application's sampler decides. A bean that is
 * declared as a sampler of a certain class stays what it is: somebody may ask for that class.
 */
final class PrioritySamplers implements BeanPostProcessor, BeanFactoryAware {
  private @Nullable ConfigurableListableBeanFactory factory;

  @Override
  public void setBeanFactory(BeanFactory beanFactory) {
    if (beanFactory instanceof ConfigurableListableBeanFactory configurable) {
      factory = configurable;
    }
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof Sampler sampler && isJustASampler(name)
        ? PrioritySampler.wrap(sampler)
        : bean;
  }

  private boolean isJustASampler(String name) {
    ConfigurableListableBeanFactory beans = factory;
    return beans != null
        && beans.containsBeanDefinition(name)
        && Sampler.class == beans.getMergedBeanDefinition(name).getResolvableType().resolve();
  }
}
