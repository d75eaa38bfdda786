package org.gatehouse.integrations.mqtt;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierProvider;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Makes drivers of barriers at MQTT brokers; found by ServiceLoader. */
public final class MqttBarrierProvider implements BarrierProvider<MqttBarrierConfig> {
  @Override
  public String type() {
    return "mqtt";
  }

  @Override
  public Class<MqttBarrierConfig> configType() {
    return MqttBarrierConfig.class;
  }

  @Override
  public BarrierDriver create(String name, MqttBarrierConfig config, Duration timeout) {
    String owner = "barrier " + name;
    BrokerClient.check(owner, config.url(), config.username(), config.password());
    topic(owner, "commands", config.commands());
    topic(owner, "states", config.states());
    topic(owner, "loop", config.loop());
    Duration every = config.saysEvery();
    if (every != null && !every.isPositive()) {
      throw new ConfigException(owner + ": says-every must be longer than nothing, such as 60s");
    }
    BarrierWords words =
        new BarrierWords(
            pattern(owner, "open-when", config.openWhen()),
            pattern(owner, "closed-when", config.closedWhen()),
            pattern(owner, "occupied-when", config.occupiedWhen()),
            pattern(owner, "free-when", config.freeWhen()));
    return new MqttBarrier(
        config,
        words,
        BrokerClient.of(name, config.url(), config.ca(), timeout),
        timeout,
        Ticker.system());
  }

  private static void topic(String owner, String key, @Nullable String topic) {
    if (topic != null && !topic.matches("[^+#$\\x00/][^+#\\x00]*")) {
      throw new ConfigException(
          "%s: %s must not hold + or #, nor begin with $ or /".formatted(owner, key));
    }
  }

  private static Pattern pattern(String owner, String key, String written) {
    try {
      return Pattern.compile(written);
    } catch (PatternSyntaxException e) {
      throw new ConfigException(
          "%s: %s is no regular expression: %s".formatted(owner, key, e.getDescription()), e);
    }
  }
}
