package org.gatehouse.server.wiring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.runtime.events.Destination;
import org.gatehouse.server.config.DeliveryConfig;
import org.gatehouse.server.config.DestinationConfig;

/** Makes the sinks of the configured destinations from the plug-ins on the class path. */
final class Sinks {
  private Sinks() {}

  static Map<String, Destination> open(
      List<DestinationConfig> destinations, EventSinkProvider.Context context) {
    Map<String, Destination> opened = new LinkedHashMap<>();
    try {
      for (DestinationConfig config : destinations) {
        DeliveryConfig delivery = config.delivery();
        opened.put(config.name(), new Destination(open(config, context), delivery.only().filter()));
      }
    } catch (RuntimeException e) {
      opened.values().forEach(destination -> destination.sink().close());
      throw e;
    }
    return opened;
  }

  /** How often which destination gets a canary. */
  static Map<String, Duration> canaries(List<DestinationConfig> destinations) {
    Map<String, Duration> every = new LinkedHashMap<>();
    for (DestinationConfig destination : destinations) {
      Duration canary = destination.delivery().canary();
      if (canary != null) {
        every.put(destination.name(), canary);
      }
    }
    return every;
  }

  private static EventSink open(DestinationConfig destination, EventSinkProvider.Context context) {
    for (EventSinkProvider<?> provider : ServiceLoader.load(EventSinkProvider.class)) {
      if (provider.type().equals(destination.type())) {
        return create(provider, destination, context);
      }
    }
    throw new ConfigException(
        "destination " + destination.name() + ": no plug-in of type " + destination.type());
  }

  private static <C extends Record> EventSink create(
      EventSinkProvider<C> provider,
      DestinationConfig destination,
      EventSinkProvider.Context context) {
    C settings = provider.configType().cast(destination.settings());
    return provider.create(destination.name(), settings, context);
  }
}
