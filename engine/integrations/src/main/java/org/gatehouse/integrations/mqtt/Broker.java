package org.gatehouse.integrations.mqtt;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connection to a broker: made when it is needed, and anew once it was lost. The broker tells
 * everybody {@code offline} when it is (the will). Thread-safe.
 */
final class Broker {
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
    client = BrokerClient.of(destination, config.url(), config.ca(), timeout);
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
            .keepAlive(BrokerClient.KEEP_ALIVE_SECONDS)
            .willPublish(retained(status, OFFLINE));
    Mqtt5SimpleAuth login = BrokerClient.login(config.username(), config.password());
    if (login != null) {
      connect = connect.simpleAuth(login);
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
