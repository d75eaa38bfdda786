package org.gatehouse.integrations.mqtt;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5PublishResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to a broker: made when it is first needed, and anew once it was lost, by whoever
 * needs it or by a thread of its own. The broker tells everybody {@code offline} when it is (the
 * will); each connection begins with {@code online} and what the broker is to retain. Thread-safe.
 */
final class Broker {
  private static final Logger log = LoggerFactory.getLogger(Broker.class);
  private static final byte[] ONLINE = "online".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OFFLINE = "offline".getBytes(StandardCharsets.US_ASCII);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Mqtt5AsyncClient client;
  private final MqttConfig config;
  private final RetainedBook retained = new RetainedBook();
  private final String destination;
  private final String status;
  private final Duration timeout;

  /** Counts those that were made and given up. */
  private final AtomicInteger connections = new AtomicInteger();

  private final Semaphore losses = new Semaphore(0);
  private final Thread keeper;

  /** Topics of side messages of which it was said that the broker refuses them. */
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Not connected yet. */
  Broker(String destination, MqttConfig config) {
    this.config = config;
    this.destination = destination;
    status = new Topics(config.topic()).status();
    timeout = config.timeout();
    client =
        BrokerClient.of(
            destination, config.url(), config.ca(), timeout, context -> losses.release());
    keeper = Thread.ofVirtual().name("mqtt-" + destination).start(this::keep);
  }

  /** What this broker is to keep. */
  RetainedBook retained() {
    return retained;
  }

  /**
   * Publishes; returns once the broker has it. A connection on which it says nothing is given up:
   * it may be broken for good, and look healthy.
   *
   * @throws ExecutionException if it has not, with why
   * @throws TimeoutException if it says nothing in time
   */
  void publish(Mqtt5Publish message)
      throws ExecutionException, TimeoutException, InterruptedException {
    connect();
    int connection = connections.get();
    Mqtt5PublishResult result;
    try {
      result = await(client.publish(message));
    } catch (TimeoutException e) {
      // Others that waited on it may be on the next one by now.
      if (connections.compareAndSet(connection, connection + 1)) {
        CompletableFuture<?> _ = client.disconnect();
      }
      throw e;
    }
    Throwable error = result.getError().orElse(null);
    if (error != null) {
      throw new ExecutionException(error);
    }
  }

  /** The same for what only goes beside events: that a broker refuses it is logged, and no more. */
  void retain(RetainedBook.Message message)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      publish(retained(message.topic(), message.payload()));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof Mqtt5PubAckException refusal)) {
        throw e;
      }
      refused(message.topic(), refusal);
    }
  }

  /** Connects, if it is not; one thread does, the others wait for it. */
  private synchronized void connect()
      throws ExecutionException, TimeoutException, InterruptedException {
    if (client.getState() == MqttClientState.CONNECTED) {
      return;
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
    connections.incrementAndGet();
    greet();
  }

  /** A connection on which this did not go well is given up: the next one begins with it, too. */
  private void greet() throws ExecutionException, TimeoutException, InterruptedException {
    try {
      await(client.publish(retained(status, ONLINE)))
          .getError()
          .ifPresent(error -> refused(status, error));
    } catch (ExecutionException | TimeoutException e) {
      CompletableFuture<?> _ = client.disconnect();
      throw e;
    }
    for (RetainedBook.Message message : retained.all()) {
      CompletableFuture<?> _ =
          client
              .publish(retained(message.topic(), message.payload()))
              .thenAccept(result -> result.getError().ifPresent(e -> refused(message.topic(), e)));
    }
  }

  private void refused(String topic, Throwable refusal) {
    if (refused.add(topic)) {
      log.warn(
          "destination {}: the broker does not take {} ({}); events are not held up by that",
          destination,
          topic,
          refusal.getMessage());
    }
  }

  /**
   * Connects again after a loss, so that nobody is told that we are offline until the next event.
   */
  private void keep() {
    try {
      while (true) {
        losses.acquire();
        losses.drainPermits();
        for (Duration pause = FIRST_PAUSE; !isConnectedAfter(pause); pause = longer(pause)) {
          log.debug("destination {}: no connection yet", destination);
        }
      }
    } catch (InterruptedException e) {
      log.debug("destination {}: ends", destination);
    }
  }

  private boolean isConnectedAfter(Duration pause) throws InterruptedException {
    Thread.sleep(pause);
    try {
      connect();
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private <T> T await(CompletableFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** A message that the broker keeps for whoever subscribes later. */
  private static Mqtt5Publish retained(String topic, byte[] payload) {
    return Mqtt5Publish.builder()
        .topic(topic)
        .payload(payload)
        .qos(MqttQos.AT_LEAST_ONCE)
        .retain(true)
        .build();
  }

  /** Says that it goes, if it can. */
  void close() {
    keeper.interrupt();
    if (client.getState() == MqttClientState.CONNECTED) {
      try {
        await(client.publish(retained(status, OFFLINE)));
      } catch (ExecutionException | TimeoutException e) {
        // The broker says so itself when it misses us.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    CompletableFuture<?> _ = client.disconnect();
  }
}
