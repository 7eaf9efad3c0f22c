package dev.fulgurite.agent.core;

import dev.fulgurite.agent.control.MethodList;
import dev.fulgurite.agent.control.Mismatches;
import dev.fulgurite.agent.control.Watching;
import dev.fulgurite.agent.home.BridgeSource;
import dev.fulgurite.agent.home.Homes;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.hook.HookSet;
import dev.fulgurite.agent.log.Console;
import dev.fulgurite.agent.reward.RewardHooks;
import dev.fulgurite.agent.reward.RewardRules;
import dev.fulgurite.agent.runtime.IsolatedHome;
import dev.fulgurite.agent.runtime.Pipeline;
import dev.fulgurite.agent.runtime.SdkSink;
import dev.fulgurite.agent.runtime.Tap;
import dev.fulgurite.agent.site.Placements;
import dev.fulgurite.agent.site.Sightings;
import dev.fulgurite.agent.site.Sites;
import dev.fulgurite.agent.site.WatchedMethod;
import dev.fulgurite.agent.weave.Placement;
import dev.fulgurite.agent.weave.Transformer;
import dev.fulgurite.exporter.config.Configuration;
import dev.fulgurite.exporter.config.Setting;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is woven, and what became of it. */
record Hooking(Homes homes, Watching watching, Mismatches mismatches) implements Runnable {
  private static final String OTEL_METHODS = "otel.instrumentation.methods.include";

  static Hooking install(
      Instrumentation instrumentation, Pipeline pipeline, Configuration configuration) {
    ClassLoader agent = Hooking.class.getClassLoader();
    HookChoice choice = HookChoice.of(configuration);
    RewardRules rewards = rewards(configuration);
    List<Hook> hooks = HookSet.load(agent).filter(hook -> isWanted(hook, choice, rewards)).toList();
    SdkSink sink = SdkSink.into(pipeline);
    Homes homes =
        new Homes(
            sink,
            new Tap(pipeline, configuration.isTrue(Setting.AGENT_TAP_SDK)),
            new IsolatedHome(sink),
            new BridgeSource("bridge/", ".classdata"),
            pipeline::isWithheld);
    List<WatchedMethod> watched = watched(configuration);
    Transformer transformer =
        new Transformer(
            instrumentation,
            placements(Placements.of(hooks, choice::keeps), watched, rewards),
            choice.includes(Sightings.ANNOTATIONS),
            loader -> loader == agent || loader == ClassLoader.getPlatformClassLoader());
    Sightings sightings = new Sightings();
    transformer.install(new Sites(homes, hooks, sightings, rewards), sightings);
    return new Hooking(
        homes, new Watching(transformer, sightings, watched), new Mismatches(hooks, sightings));
  }

  private static boolean isWanted(Hook hook, HookChoice choice, RewardRules rewards) {
    return choice.includes(hook)
        || (RewardHooks.isAsked(hook, rewards) && choice.keeps(hook.target().id()));
  }

  private static RewardRules rewards(Configuration configuration) {
    RewardRules rules =
        RewardRules.parse(Setting.REWARDS.key(), configuration.list(Setting.REWARDS));
    rules.problems().forEach(Console::line);
    return rules;
  }

  private static List<Placement> placements(
      List<Placement> hooks, List<WatchedMethod> watched, RewardRules rewards) {
    List<Placement> placements = new ArrayList<>(hooks);
    watched.forEach(method -> placements.addAll(Placements.watched(method)));
    rewards
        .methods()
        .forEach(
            (method, name) ->
                MethodList.parse(Setting.REWARDS.key(), method)
                    .methods()
                    .forEach(one -> placements.addAll(Placements.rewarded(one, name))));
    return placements;
  }

  /** Ours and OpenTelemetry's. */
  private static List<WatchedMethod> watched(Configuration configuration) {
    List<WatchedMethod> methods = new ArrayList<>();
    String own = configuration.text(Setting.INSTRUMENT_METHODS);
    read(Setting.INSTRUMENT_METHODS.key(), own, methods);
    String property = System.getProperty(OTEL_METHODS);
    read(
        OTEL_METHODS,
        property == null ? System.getenv(AgentArguments.environmentKey(OTEL_METHODS)) : property,
        methods);
    return List.copyOf(methods);
  }

  private static void read(String key, @Nullable String text, List<WatchedMethod> methods) {
    if (text != null && !text.isBlank()) {
      MethodList list = MethodList.parse(key, text);
      list.problems().forEach(Console::line);
      list.methods().stream().filter(method -> !methods.contains(method)).forEach(methods::add);
    }
  }

  /** At exit: tells what should have been woven and was not, in a line each. */
  @Override
  public void run() {
    for (String line : mismatches.ofHooks()) {
      Console.line(line);
    }
    for (String line : mismatches.of(watching.methods())) {
      Console.line(line);
    }
  }
}
