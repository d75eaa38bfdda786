package org.gatehouse.integrations.mqtt;

import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.gatehouse.integrations.cloudevent.Pictures;

/** Makes MQTT destinations; found by ServiceLoader. */
public final class MqttProvider implements EventSinkProvider<MqttConfig> {
  @Override
  public String type() {
    return "mqtt";
  }

  @Override
  public Class<MqttConfig> configType() {
    return MqttConfig.class;
  }

  /**
   * Creates a sink, which connects with its first event.
   *
   * @throws ConfigException if a key cannot serve
   */
  @Override
  public EventSink create(String name, MqttConfig config, Context context) {
    BrokerClient.check("destination " + name, config.url(), config.username(), config.password());
    if (config.timeout().isNegative() || config.timeout().isZero()) {
      throw new ConfigException("destination " + name + ": timeout must be more than 0");
    }
    if (!config.topic().matches("[^+#$\\x00/][^+#\\x00]*[^+#\\x00/]|[^+#$\\x00/]")) {
      throw new ConfigException(
          "destination "
              + name
              + ": topic must not hold + or #, nor begin with $, nor begin or end with /");
    }
    // Whoever subscribes may keep what is published: pictures are fetched by their address.
    CloudEvents events = new CloudEvents(Pictures.linked(context));
    return new MqttSink(new Broker(name, config), new Topics(config.topic()), events, config);
  }
}
