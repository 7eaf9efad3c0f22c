package dev.fulgurite.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fulgurite.agent.server.ModelServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where calls belong that are made on other threads than the one the operation was opened on. */
class AsyncIT {
  private static final String NAME = "agentlightning.operation.name";

  @TempDir Path folder;
  private final ModelServer server = ModelServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void futuresOfTheSdk_continueWhereTheCallWasMade() {
    assertThat(tree("async", "AsyncApp", "then-compose", "then-async"))
        .isEqualTo(
            """
            operation then-compose
              chat a CLIENT
              chat b CLIENT
              chat c CLIENT
            operation then-async
              chat a CLIENT
              chat b CLIENT
              chat c CLIENT
            """);
  }

  @Test
  void executorsOfTheApplication_areWrappedByTheApplication() {
    assertThat(tree("async", "AsyncApp", "executor", "wrapped-executor"))
        .isEqualTo(
            """
            operation executor
            chat elsewhere CLIENT
            operation wrapped-executor
              chat a CLIENT
            """);
  }

  @Test
  void rxJava_takesTheContextAlong_andLeavesNoneOnItsThreads() {
    assertThat(tree("async", "AsyncApp", "rx", "rx-pool", "rx-periodic"))
        .isEqualTo(
            """
            operation rx
              chat a CLIENT
              chat b CLIENT
            operation one
              chat a CLIENT
            operation two
              chat a CLIENT
            chat a CLIENT
            operation rx-periodic
              chat first CLIENT
            chat later CLIENT
            """);
  }

  @Test
  void reactor_takesTheContextAlong_andLeavesNoneOnItsThreads() {
    assertThat(tree("async", "AsyncApp", "reactor", "reactor-pool"))
        .isEqualTo(
            """
            operation reactor
              chat a CLIENT
              chat b CLIENT
              chat c CLIENT
              chat d CLIENT
            operation one
              chat a CLIENT
            operation two
              chat a CLIENT
            chat a CLIENT
            """);
  }

  @Test
  void annotatedStreams_areOperationsUntilTheyEnd() {
    assertThat(
            tree(
                "async",
                "AsyncApp",
                "mono",
                "flux",
                "flux-cancelled",
                "mono-failing",
                "single",
                "maybe",
                "completable",
                "observable",
                "flowable",
                "flowable-twice",
                "future",
                "after"))
        .isEqualTo(
            """
            operation mono
              chat a CLIENT
            operation flux
              chat a CLIENT
              chat b CLIENT
            operation flux
              chat a CLIENT
            operation failing ERROR
              chat a CLIENT
            operation single
              chat a CLIENT
            operation maybe
              chat a CLIENT
            operation completable
              chat a CLIENT
            operation observable
              chat a CLIENT
              chat b CLIENT
            operation flowable
              chat a CLIENT
              chat b CLIENT
            operation flowable
              chat a CLIENT
            chat a CLIENT
            chat b CLIENT
            operation future
              agentlightning.message INTERNAL OK
            operation after
              operation flux
                chat a CLIENT
                chat b CLIENT
              chat c CLIENT
              chat c CLIENT
            """);
  }

  @Test
  void coroutines_takeTheContextAlong_andLeaveNoneOnTheirThreads() {
    assertThat(
            tree(
                "kotlin",
                "KotlinAppKt",
                "context",
                "delayed",
                "children",
                "suspending",
                "held",
                "pool"))
        .isEqualTo(
            """
            operation context
              chat a CLIENT
            operation delayed
              chat a CLIENT
            operation children
              chat a CLIENT
              chat b CLIENT
            operation suspending
              chat a CLIENT
              chat b CLIENT
            operation held
              chat a CLIENT
            chat after CLIENT
            operation one
              chat a CLIENT
            operation two
              chat a CLIENT
            chat a CLIENT
            """);
  }

  @Test
  void annotatedSuspendingFunctions_areOneOperationEach_howeverOftenTheyGoOn() {
    assertThat(
            tree(
                "kotlin",
                "KotlinAppKt",
                "annotated",
                "annotated-tail",
                "annotated-failing",
                "annotated-nested"))
        .isEqualTo(
            """
            operation plan
              chat a CLIENT
              chat second CLIENT
            operation plan
              chat b CLIENT
              chat second CLIENT
            operation tail
              chat a CLIENT
            operation failing ERROR
              chat a CLIENT
            operation down
              operation down
                operation down
                chat a CLIENT
              chat a CLIENT
            """);
  }

  private String tree(String app, String mainClass, String... ways) {
    String[] arguments = new String[ways.length + 1];
    arguments[0] = server.url();
    System.arraycopy(ways, 0, arguments, 1, ways.length);
    Run run = App.named(app, folder).runsAlike(mainClass, arguments);
    assertThat(run.exit()).as(run.toString()).isZero();
    return run.tree()
        .showing(NAME)
        .toString()
        .replaceAll(
            "agentlightning.operation INTERNAL( ERROR)? " + NAME + "=(.*)", "operation $2$1");
  }
}
