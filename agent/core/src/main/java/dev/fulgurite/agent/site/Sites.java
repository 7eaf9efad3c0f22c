package dev.fulgurite.agent.site;

import dev.fulgurite.agent.boundary.Woven;
import dev.fulgurite.agent.boundary.WovenMethod;
import dev.fulgurite.agent.home.BridgedHome;
import dev.fulgurite.agent.home.Homes;
import dev.fulgurite.agent.hook.Home;
import dev.fulgurite.agent.hook.Hook;
import dev.fulgurite.agent.reward.RewardRules;
import dev.fulgurite.agent.reward.RewardingHome;
import dev.fulgurite.agent.weave.Advised;
import dev.fulgurite.agent.weave.SiteFactory;
import dev.fulgurite.agent.weave.Transformer;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Makes the site that a woven method's constants ask for. */
public final class Sites implements SiteFactory {
  private final Homes homes;
  private final List<Hook> hooks;
  private final Sightings sightings;
  private final RewardRules rewards;

  /**
   * @param sightings where calls are counted
   * @param rewards what outcomes are worth
   */
  public Sites(Homes homes, List<Hook> hooks, Sightings sightings, RewardRules rewards) {
    this.homes = homes;
    this.hooks = List.copyOf(hooks);
    this.sightings = sightings;
    this.rewards = rewards;
  }

  @Override
  public Advised site(Lookup caller, List<String> constants) {
    ClassLoader loader = caller.lookupClass().getClassLoader();
    try {
      return switch (constants.get(0)) {
        case Placements.HOOK -> hook(loader, constants);
        case Placements.WATCHED -> watched(caller.lookupClass(), constants);
        case Placements.REWARDED -> rewarded(caller.lookupClass(), constants);
        case Transformer.ANNOTATED -> annotated(caller.lookupClass(), constants);
        default -> global(caller, constants.get(0), loader);
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Home home(ClassLoader loader) {
    Home home = homes.of(loader);
    return rewards.isEmpty() ? home : new RewardingHome(home, rewards);
  }

  private Advised hook(ClassLoader loader, List<String> constants) {
    Hook hook = hooks.get(Integer.parseInt(constants.get(1)));
    return new HookSite(hook, home(loader), constants.get(2), counter(constants.get(3)));
  }

  private Advised watched(Class<?> owner, List<String> constants) {
    String method = constants.get(2);
    Home home = home(owner.getClassLoader());
    Advised site = WatchedSite.of(home, owner.getName() + '.' + method);
    return new SuperCalls(site, method, owner, counter(constants.get(3)));
  }

  private Advised rewarded(Class<?> owner, List<String> constants) {
    Home home = home(owner.getClassLoader());
    String method = constants.get(2);
    Advised site = new RewardedSite(home, constants.get(1));
    return new SuperCalls(site, method, owner, counter(constants.get(3)));
  }

  private Advised annotated(Class<?> owner, List<String> constants) {
    WovenMethod method = WovenMethod.fromConstants(constants.subList(2, constants.size()));
    BridgedHome home = bridged(owner.getClassLoader());
    Woven woven = home.side().woven(method);
    boolean isStream = method.publisher() && method.operation() != null;
    Advised site =
        method.suspending()
            ? new SuspendingSite(woven, home, owner.getName() + '$' + constants.get(1) + '$')
            : new AnnotatedSite(woven, constants.get(1), isStream, home);
    return new SuperCalls(site, constants.get(1), owner, counter(Sightings.ANNOTATIONS));
  }

  private LongAdder counter(String id) {
    return sightings.of(id).counter();
  }

  private BridgedHome bridged(ClassLoader loader) {
    BridgedHome home = homes.bridged(loader);
    if (home == null) {
      throw new IllegalStateException("no OpenTelemetry API beside " + loader);
    }
    return home;
  }

  private Advised global(Lookup caller, String kind, ClassLoader loader)
      throws ReflectiveOperationException {
    BridgedHome home = bridged(loader);
    return switch (kind) {
      case Placements.GET -> new GlobalSites.Get(home, new GlobalField(caller));
      case Placements.OR_NOOP -> new GlobalSites.OrNoop(home, new GlobalField(caller));
      case Placements.CHANGED -> new GlobalSites.Changed(home, new GlobalField(caller));
      case Placements.BUILT -> new GlobalSites.Built(home);
      case Placements.TAP -> new TapSite(home, homes::taps, TapSite.processors(caller));
      case Placements.FOUND -> new GlobalSites.Found(home, homes::taps);
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
