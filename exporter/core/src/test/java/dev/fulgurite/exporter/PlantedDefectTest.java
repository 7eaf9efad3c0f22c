package dev.fulgurite.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.Constructor;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stress test is worth what it finds: it must fail where a defect is planted. */
class PlantedDefectTest {
  private static final int PATIENCE_SECONDS = 3;
  private static final int SPANS = 10_000;

  /** A defect strikes at random, and one that others make up for may go unseen once. */
  private static final int RUNS = 5;

  @ParameterizedTest
  @EnumSource(Defect.class)
  void stress_fails_whereADefectIsPlanted(Defect defect) throws Exception {
    Throwable found = null;
    for (int run = 0; run < RUNS && found == null; run++) {
      found = catchThrowable(load(defect)::call);
    }
    assertThat(found).as("%s", defect).isInstanceOf(AssertionError.class);
    System.out.printf(
        "planted %s: %s%n",
        defect, found.getMessage().replaceFirst("^StressCase.*?]: ", "").replaceAll("\\s+", " "));
  }

  @Test
  void stress_passes_whereNoneIsPlanted() throws Exception {
    assertThat(load(null).call()).isEqualTo(SPANS);
  }

  @SuppressWarnings("unchecked")
  private static Callable<Integer> load(@Nullable Defect defect) throws Exception {
    Class<?> run = new DefectiveLoader(defect).loadClass(CalmRun.class.getName());
    Constructor<?> constructor = run.getDeclaredConstructor();
    constructor.setAccessible(true); // the same package of another loader is another package
    return (Callable<Integer>) constructor.newInstance();
  }

  /** What runs inside the loader: a case in which nothing may be lost. */
  static final class CalmRun implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
      long spans =
          StressRun.of(StressCase.calm(1, 1, SPANS, PATIENCE_SECONDS)).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      return Math.toIntExact(spans);
    }
  }
}
