package org.gatehouse.integrations.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.delivery.EventSinkProvider;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.gatehouse.integrations.cloudevent.Pictures;
import org.jspecify.annotations.Nullable;

/** Makes Kafka destinations; found by ServiceLoader. */
public final class KafkaProvider implements EventSinkProvider<KafkaConfig> {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @Override
  public String type() {
    return "kafka";
  }

  @Override
  public Class<KafkaConfig> configType() {
    return KafkaConfig.class;
  }

  /**
   * Creates a sink, which looks for its brokers by itself.
   *
   * @throws ConfigException if a key cannot serve
   */
  @Override
  public EventSink create(String name, KafkaConfig config, Context context) {
    if (config.bootstrap().isEmpty()) {
      throw new ConfigException("destination " + name + ": bootstrap names no broker");
    }
    if (!config.topic().matches("[a-zA-Z0-9._-]{1,249}")) {
      throw new ConfigException(
          "destination " + name + ": topic must be 1 to 249 of a-z, A-Z, 0-9, '.', '_', '-'");
    }
    if (config.timeout().compareTo(SHORTEST) < 0) {
      throw new ConfigException("destination " + name + ": timeout must be 1s or more");
    }
    if ((config.username() == null) != (config.password() == null)) {
      throw new ConfigException(
          "destination " + name + ": username and password belong together, but one is missing");
    }
    try {
      LiveProducer producer =
          new LiveProducer(
              () ->
                  new KafkaProducer<>(
                      settings(config, config.password()),
                      new StringSerializer(),
                      new ByteArraySerializer()));
      return new KafkaSink(producer, new CloudEvents(Pictures.linked(context)), config);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException("destination " + name + ": " + cause.getMessage(), e);
    }
  }

  /** An attempt of the producer's ends before ours does, or ours could not tell how it ended. */
  static Map<String, Object> settings(KafkaConfig config, @Nullable Secret password) {
    int patience = (int) Math.min(Integer.MAX_VALUE, config.timeout().toMillis());
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrap());
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, "gatehouse");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience / 2);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience / 4);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience / 2);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
    String username = config.username();
    boolean login = username != null && password != null;
    settings.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        (login ? "SASL_" : "") + (config.tls() ? "SSL" : "PLAINTEXT"));
    Path ca = config.ca();
    if (config.tls() && ca != null) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, ca.toString());
    }
    if (username != null && password != null) {
      settings.put(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512");
      settings.put(
          SaslConfigs.SASL_JAAS_CONFIG,
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=%s password=%s;"
              .formatted(quoted(username), quoted(password.reveal())));
    }
    return settings;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
