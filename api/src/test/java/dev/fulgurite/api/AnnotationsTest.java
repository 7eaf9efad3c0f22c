package dev.fulgurite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.api.annotation.AgentOperation;
import dev.fulgurite.api.annotation.Capture;
import dev.fulgurite.api.annotation.EmitMessage;
import dev.fulgurite.api.annotation.EmitObject;
import dev.fulgurite.api.annotation.EmitReward;
import dev.fulgurite.api.annotation.Redact;
import java.lang.annotation.Annotation;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationsTest {
  /** An annotation of an application's own. */
  @AgentOperation("judge")
  @EmitReward("quality")
  @Retention(RetentionPolicy.RUNTIME)
  @interface Judged {}

  @AgentOperation
  static class Agent {
    @Judged
    double score(@Capture("answer") String text, @Redact String secret) {
      return 1;
    }

    @EmitMessage(role = Role.TOOL)
    @EmitObject
    @EmitReward
    @Redact
    String tool() {
      return "result";
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        AgentOperation.class,
        EmitReward.class,
        EmitMessage.class,
        EmitObject.class,
        Capture.class,
        Redact.class
      })
  void annotation_isThereAtRunTime(Class<? extends Annotation> type) {
    assertThat(type.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
  }

  @Test
  void annotations_haveTheseDefaults() throws Exception {
    Method tool = Agent.class.getDeclaredMethod("tool");

    assertThat(Agent.class.getAnnotation(AgentOperation.class).value()).isEmpty();
    assertThat(tool.getAnnotation(EmitReward.class).value()).isEqualTo(Reward.PRIMARY);
    assertThat(tool.getAnnotation(EmitMessage.class).role()).isEqualTo(Role.TOOL);
    assertThat(EmitMessage.class.getMethod("role").getDefaultValue()).isEqualTo(Role.ASSISTANT);
  }

  @Test
  void annotations_canBePutOnOnesOwn() throws Exception {
    Method score = Agent.class.getDeclaredMethod("score", String.class, String.class);
    Class<?> own = score.getAnnotations()[0].annotationType();

    assertThat(own.getAnnotation(EmitReward.class).value()).isEqualTo("quality");
    assertThat(own.getAnnotation(AgentOperation.class).value()).isEqualTo("judge");
    assertThat(score.getParameters()[0].getAnnotation(Capture.class).value()).isEqualTo("answer");
    assertThat(score.getParameters()[1].isAnnotationPresent(Redact.class)).isTrue();
  }
}
