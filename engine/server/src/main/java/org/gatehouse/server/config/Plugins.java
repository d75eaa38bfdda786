package org.gatehouse.server.config;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.contract.gate.BarrierProvider;

/**
 * What the installed plug-ins add to the configuration.
 *
 * @param destinations the settings record of each destination type
 * @param barriers the settings record of each type of barrier
 */
public record Plugins(
    Map<String, Class<? extends Record>> destinations,
    Map<String, Class<? extends Record>> barriers) {
  /** Those on the class path. */
  public static Plugins installed() {
    Map<String, Class<? extends Record>> destinations = new TreeMap<>();
    for (EventSinkProvider<?> provider : ServiceLoader.load(EventSinkProvider.class)) {
      destinations.put(provider.type(), provider.configType());
    }
    Map<String, Class<? extends Record>> barriers = new TreeMap<>();
    for (BarrierProvider<?> provider : ServiceLoader.load(BarrierProvider.class)) {
      barriers.put(provider.type(), provider.configType());
    }
    return new Plugins(destinations, barriers);
  }
}
