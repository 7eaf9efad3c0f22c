package dev.fulgurite.agent.core;

import dev.fulgurite.agent.home.BridgeSource;
import dev.fulgurite.agent.home.Homes;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.runtime.IsolatedHome;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.agent.runtime.SdkSink;
import dev.fulgurite.agent.runtime.Tap;
import dev.fulgurite.agent.site.Placements;
import dev.fulgurite.agent.site.Sites;
import dev.fulgurite.agent.weave.Transformer;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.lang.instrument.Instrumentation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent's entry behind its class loader. Starts nothing: no thread, no file, no socket. */
public final class AgentStart {
  /** Called by name from premain. */
  public static void start(
      @Nullable String argumentText, Instrumentation instrumentation, String version) {
    AgentArguments arguments = AgentArguments.parse(argumentText);
    Configuration configuration = Configuration.ofProcess(arguments.settings());
    if (!configuration.isTrue(Setting.AGENT_ENABLED)) {
      return;
    }
    Console.setQuiet(configuration.isTrue(Setting.QUIET));
    arguments.problems().forEach(Console::line);
    configuration.problems().forEach(Console::line);
    arguments.publishOtel();
    StorePlace place = StorePlace.choose(configuration.text(Setting.STORE));
    place.problems().forEach(Console::line);
    Console.line(version + ": recording to " + place.shown());
    Pipeline pipeline =
        new Pipeline(configuration.with(Setting.STORE, place.url()), instrumentation);
    Homes homes = weave(instrumentation, pipeline, configuration);
    Duration deadline = configuration.duration(Setting.SHUTDOWN_TIMEOUT);
    new Farewell(pipeline, place, deadline, homes::hasApplicationSdk).register();
  }

  private static Homes weave(
      Instrumentation instrumentation, Pipeline pipeline, Configuration configuration) {
    ClassLoader agent = AgentStart.class.getClassLoader();
    HookChoice choice = HookChoice.of(configuration);
    List<Hook> hooks = choice.filter(HookSet.load(agent));
    SdkSink sink = SdkSink.into(pipeline);
    Homes homes =
        new Homes(
            sink,
            new Tap(pipeline, configuration.isTrue(Setting.AGENT_TAP_SDK)),
            new IsolatedHome(sink),
            new BridgeSource("bridge/", ".classdata"),
            pipeline::isWithheld);
    new Transformer(
            instrumentation,
            Placements.of(hooks),
            choice.includes("annotations"),
            loader -> loader == agent || loader == ClassLoader.getPlatformClassLoader())
        .install(new Sites(homes, hooks));
    return homes;
  }

  private AgentStart() {}
}
