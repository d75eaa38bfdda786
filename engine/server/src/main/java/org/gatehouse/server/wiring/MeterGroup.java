package org.gatehouse.server.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Meters that come and go together. Each reads a counter that its owner keeps, when it is asked.
 * Used by one thread at a time.
 */
final class MeterGroup implements AutoCloseable {
  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();

  /** Micrometer holds what it reads by weak references only. */
  private final List<Object> sources = new ArrayList<>();

  MeterGroup(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
  }

  <T> void counter(String name, String help, T source, ToDoubleFunction<T> value) {
    sources.add(source);
    meters.add(
        FunctionCounter.builder("gatehouse." + name, source, value)
            .description(help)
            .tags(tags)
            .register(registry));
  }

  <T> void gauge(String name, String help, T source, ToDoubleFunction<T> value) {
    meters.add(
        Gauge.builder("gatehouse." + name, source, value)
            .description(help)
            .tags(tags)
            .strongReference(true)
            .register(registry));
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
    meters.clear();
    sources.clear();
  }
}
