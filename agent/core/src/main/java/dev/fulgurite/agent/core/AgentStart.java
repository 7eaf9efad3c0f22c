package dev.fulgurite.agent.core;

import dev.fulgurite.agent.control.About;
import dev.fulgurite.agent.control.Control;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The agent's entry behind its class loader. Starts nothing: no thread, no file, no socket. */
public final class AgentStart {
  /**
   * Called by name from premain.
   *
   * @return takes requests to the running agent; null where it is switched off
   */
  public static @Nullable Consumer<String> start(
      @Nullable String argumentText, Instrumentation instrumentation, String version) {
    AgentArguments arguments = AgentArguments.parse(argumentText);
    Configuration configuration = Configuration.ofProcess(arguments.settings());
    if (!configuration.isTrue(Setting.AGENT_ENABLED)) {
      return null;
    }
    long now = System.nanoTime();
    Console.setQuiet(configuration.isTrue(Setting.QUIET));
    arguments.problems().forEach(Console::line);
    configuration.problems().forEach(Console::line);
    arguments.publishOtel(configuration.openTelemetry());
    StorePlace place = StorePlace.choose(configuration.text(Setting.STORE));
    place.problems().forEach(Console::line);
    Console.line(version + ": recording to " + place.shown());
    Pipeline pipeline =
        new Pipeline(configuration.with(Setting.STORE, place.url()), instrumentation);
    Hooking hooking = Hooking.install(instrumentation, pipeline, configuration);
    Duration deadline = configuration.duration(Setting.SHUTDOWN_TIMEOUT);
    new Farewell(pipeline, place, deadline, hooking.homes()::leavesSpansElsewhere)
        .register(hooking);
    About about = new About(version, place.shown(), hooking.homes(), now);
    return new Control(about, pipeline, hooking.watching(), hooking.mismatches());
  }

  private AgentStart() {}
}
