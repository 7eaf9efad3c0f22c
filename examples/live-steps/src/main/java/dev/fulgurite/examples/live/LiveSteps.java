package dev.fulgurite.examples.live;

import dev.fulgurite.exporter.store.SpanStore;
import dev.fulgurite.exporter.store.SpanStores;
import dev.fulgurite.exporter.store.StoreOptions;
import java.io.IOException;

/** The program: opens the store in the working directory and serves the page. */
public final class LiveSteps {
  private static final int PORT = 8080;
  private static final long PAUSE_MILLIS = 800;

  /** {@code arguments}: the port, 8080 by default. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int port = arguments.length == 0 ? PORT : Integer.parseInt(arguments[0]);
    SpanStore store =
        SpanStores.open(
            SpanStores.DEFAULT_URL, StoreOptions.defaults(), LiveSteps.class.getClassLoader());
    Runs runs = new Runs(store, LiveSteps::pause);
    StepServer server = new StepServer(runs, port);
    Runtime.getRuntime().addShutdownHook(new Thread(runs::close));
    System.out.println("Open " + server.address());
    Thread.currentThread().join();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LiveSteps() {}
}
