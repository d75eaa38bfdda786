package org.gatehouse.server.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierProvider;
import org.gatehouse.runtime.gate.LaneRules;
import org.gatehouse.server.config.BarrierConfig;
import org.gatehouse.server.config.GateLaneConfig;
import org.gatehouse.server.config.SiteConfig;

/** Makes the drivers of the lanes' barriers from the plug-ins on the class path. */
final class Barriers {
  private Barriers() {}

  /** The rules of each lane with its barrier. */
  static Map<LaneRules, BarrierDriver> open(SiteConfig site) {
    Map<String, BarrierConfig> byName =
        site.barriers().stream()
            .collect(Collectors.toMap(BarrierConfig::name, Function.identity()));
    Map<LaneRules, BarrierDriver> opened = new LinkedHashMap<>();
    try {
      for (GateLaneConfig lane : site.lanes()) {
        BarrierConfig barrier = byName.get(lane.barrier());
        if (barrier == null) {
          throw new ConfigException("lane %s: it has no barrier".formatted(lane.name()));
        }
        BarrierDriver driver = open(barrier);
        opened.put(lane.rules(barrier, site.recording().zone()), driver);
        if (lane.closeAfter() != null && !driver.hasLoop()) {
          throw new ConfigException(
              "lane %s: close-after needs a barrier that tells whether something stands below its arm, which %s does not; leave it out, and let the barrier close by itself"
                  .formatted(lane.name(), barrier.name()));
        }
      }
    } catch (RuntimeException e) {
      opened.values().forEach(BarrierDriver::close);
      throw e;
    }
    return opened;
  }

  private static BarrierDriver open(BarrierConfig barrier) {
    for (BarrierProvider<?> provider : ServiceLoader.load(BarrierProvider.class)) {
      if (provider.type().equals(barrier.type())) {
        return create(provider, barrier);
      }
    }
    throw new ConfigException(
        "barrier " + barrier.name() + ": no plug-in of type " + barrier.type());
  }

  private static <C extends Record> BarrierDriver create(
      BarrierProvider<C> provider, BarrierConfig barrier) {
    C settings = provider.configType().cast(barrier.settings());
    return provider.create(barrier.name(), settings, barrier.common().timeout());
  }
}
