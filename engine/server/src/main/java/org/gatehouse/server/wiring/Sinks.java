package org.gatehouse.server.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.server.config.DestinationConfig;

/** Makes the sinks of the configured destinations from the plug-ins on the class path. */
final class Sinks {
  private Sinks() {}

  static Map<String, EventSink> open(
      List<DestinationConfig> destinations, EventSinkProvider.Context context) {
    Map<String, EventSink> sinks = new LinkedHashMap<>();
    try {
      for (DestinationConfig destination : destinations) {
        sinks.put(destination.name(), open(destination, context));
      }
    } catch (RuntimeException e) {
      sinks.values().forEach(EventSink::close);
      throw e;
    }
    return sinks;
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
