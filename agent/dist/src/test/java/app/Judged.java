package app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests of its own, some of which fail. */
public final class Judged {
  public static void main(String[] arguments) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(Cases.class)).build());
    System.out.println("ran");
  }

  /** Nested, so that only the launcher above finds them. */
  static final class Cases {
    @Test
    void right() {
      assertEquals(5, sum(2, 3));
    }

    @Test
    void wrong() {
      assertEquals(6, sum(2, 3));
    }

    @Test
    void undecided() {
      abort("no answer");
    }

    private static int sum(int a, int b) {
      return a + b;
    }
  }

  private Judged() {}
}
