package org.gatehouse.integrations.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.integrations.tls.TlsParts;

/**
 * The connection to a broker: made when it is needed, and anew once it was lost. The broker tells
 * everybody {@code offline} when it is (the will). Thread-safe.
 */
final class Broker {
  private static final int PORT = 1883;
  private static final int TLS_PORT = 8883;
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final byte[] ONLINE = "online".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.US_ASCII);

  private final Mqtt5AsyncClient client;
  private final MqttConfig config;
  private final String status;
  private final Duration timeout;
  private long connections;

  /** Not connected yet. */
  Broker(String destination, MqttConfig config) {
    this.config = config;
    status = new Topics(config.topic()).status();
    timeout = config.timeout();
    boolean secured = config.url().getScheme().equalsIgnoreCase("mqtts");
    int given = config.url().getPort();
    Mqtt5ClientBuilder builder =
        Mqtt5Client.builder()
            .identifier("gatehouse-" + UUID.randomUUID())
            .serverHost(config.url().getHost())
            .serverPort(given > 0 ? given : secured ? TLS_PORT : PORT)
            .transportConfig()
            .socketConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .mqttConnectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
            .applyTransportConfig();
    if (secured) {
      builder = builder.sslConfig(tls(destination, config));
    }
    client = builder.buildAsync();
  }

  private static MqttClientSslConfig tls(String destination, MqttConfig config) {
    var builder = MqttClientSslConfig.builder();
    Path ca = config.ca();
    if (ca != null) {
      builder = builder.trustManagerFactory(TlsParts.trust(destination, ca));
    }
    return builder.build();
  }

  /**
   * Publishes; returns once the broker has it.
   *
   * @throws ExecutionException if it has not, with why
   * @throws TimeoutException if it says nothing in time
   */
  void publish(Mqtt5Publish message)
      throws ExecutionException, TimeoutException, InterruptedException {
    connect();
    Mqtt5PublishResult result = await(client.publish(message));
    Throwable error = result.getError().orElse(null);
    if (error != null) {
      throw new ExecutionException(error);
    }
  }

  /**
   * Connects, if it is not; one thread does, the others wait for it.
   *
   * @return the number of the connection: what only lasts as long as one is to be said again on the
   *     next
   */
  synchronized long connect() throws ExecutionException, TimeoutException, InterruptedException {
    if (client.getState() == MqttClientState.CONNECTED) {
      return connections;
    }
    var connect =
        client
            .connectWith()
            .cleanStart(true)
            .keepAlive(KEEP_ALIVE_SECONDS)
            .willPublish(retained(status, OFFLINE));
    String username = config.username();
    if (username != null) {
      Secret password = config.password();
      byte[] shown = (password == null ? "" : password.reveal()).getBytes(StandardCharsets.UTF_8);
      connect = connect.simpleAuth().username(username).password(shown).applySimpleAuth();
    }
    await(connect.send());
    await(client.publish(retained(status, ONLINE)));
    return ++connections;
  }

  private <T> T await(CompletableFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A message that the broker keeps for whoever subscribes later. */
  static Mqtt5Publish retained(String topic, byte[] payload) {
    return Mqtt5Publish.builder()
        .topic(topic)
        .payload(payload)
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .build();
  }

  /** Says that it goes, if it can. */
  void close() {
    if (client.getState() != MqttClientState.CONNECTED) {
      return;
    }
    try {
      await(client.publish(retained(status, OFFLINE)));
    } catch (ExecutionException | TimeoutException e) {
      // The broker says so itself when it misses us.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    CompletableFuture<?> _ = client.disconnect();
  }
}
