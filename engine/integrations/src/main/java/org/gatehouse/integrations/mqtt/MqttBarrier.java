package org.gatehouse.integrations.mqtt;

import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5SimpleAuth;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what a barrier is to do, and takes what it says after that for its answer: that the
 * broker has an order says nothing of the barrier. Orders come from one thread, messages from the
 * client's; what they share is guarded by this object's lock.
 */
final class MqttBarrier implements BarrierDriver {
  private final MqttBarrierConfig config;
  private final BarrierWords words;
  private final Mqtt5AsyncClient client;
  private final Duration timeout;
  private final Ticker ticker;

  /** Both topics are subscribed to on this connection. Touched by the thread of orders only. */
  private boolean listening;

  private final Said<Position> position;
  private final Said<Loop> loop;

  /** What it said since it was told something last; null if nothing. */
  private @Nullable Position answer;

  MqttBarrier(
      MqttBarrierConfig config,
      BarrierWords words,
      Mqtt5AsyncClient client,
      Duration timeout,
      Ticker ticker) {
    this.config = config;
    this.words = words;
    this.client = client;
    this.timeout = timeout;
    this.ticker = ticker;
    this.position = new Said<>(Position.UNKNOWN, config.saysEvery(), ticker);
    this.loop = new Said<>(Loop.UNKNOWN, config.saysEvery(), ticker);
  }

  @Override
  public BarrierAnswer tell(BarrierOrder order, Runnable sent) throws InterruptedException {
    long deadline = ticker.nanos() + timeout.toNanos();
    try {
      connect();
    } catch (ExecutionException | TimeoutException e) {
      return new BarrierAnswer.Failed("no connection to the broker");
    }
    if (ticker.nanos() - deadline >= 0) {
      // Whoever it was for may be gone.
      return new BarrierAnswer.Failed("it was not sent: connecting took too long");
    }
    synchronized (this) {
      answer = null;
    }
    try {
      CompletableFuture<?> taken = client.publish(message(order));
      sent.run();
      await(taken);
    } catch (ExecutionException e) {
      // A connection that breaks before the broker has said so may still have carried the order.
      return e.getCause() instanceof Mqtt5PubAckException
          ? new BarrierAnswer.Failed("the broker refuses the order")
          : new BarrierAnswer.Silent("the connection to the broker broke");
    } catch (TimeoutException e) {
      return new BarrierAnswer.Silent("the broker gave no answer");
    }
    return answer(
        order.action() == BarrierAction.CLOSE ? Position.CLOSED : Position.OPEN, deadline);
  }

  private Mqtt5Publish message(BarrierOrder order) {
    String text =
        switch (order.action()) {
          case OPEN -> config.open().replace("{ms}", Long.toString(order.pulse().toMillis()));
          case HOLD -> config.hold();
          case CLOSE -> config.close();
        };
    return Mqtt5Publish.builder()
        .topic(config.commands())
        .payload(text.getBytes(StandardCharsets.UTF_8))
        .qos(MqttQos.AT_LEAST_ONCE)
        // An order that waits for a barrier that is away would open for somebody else.
        .messageExpiryInterval(Math.max(1, timeout.toSeconds()))
        .userProperties()
        .add("id", order.id().toString())
        .applyUserProperties()
        .build();
  }

  private synchronized BarrierAnswer answer(Position wanted, long deadline)
      throws InterruptedException {
    while (answer != wanted) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - ticker.nanos());
      if (left <= 0) {
        return new BarrierAnswer.Silent(
            answer == null
                ? "the broker has the order; the barrier said nothing"
                : "the broker has the order; the barrier said something else");
      }
      wait(left);
    }
    return new BarrierAnswer.Done();
  }

  private void connect() throws ExecutionException, TimeoutException, InterruptedException {
    if (listening && client.getState() == MqttClientState.CONNECTED) {
      return;
    }
    listening = false;
    // What the barrier said before the connection broke may not hold any more.
    forget();
    // One that was given up on may have come about since.
    if (client.getState() != MqttClientState.CONNECTED) {
      var connect =
          client.connectWith().cleanStart(true).keepAlive(BrokerClient.KEEP_ALIVE_SECONDS);
      Mqtt5SimpleAuth login = BrokerClient.login(config.username(), config.password());
      await((login == null ? connect : connect.simpleAuth(login)).send());
    }
    listen();
    listening = true;
  }

  /** A connection on which nothing is heard is given up: it would look healthy. */
  private void listen() throws ExecutionException, TimeoutException, InterruptedException {
    try {
      subscribe(config.states(), this::state);
      if (config.loop() != null) {
        subscribe(config.loop(), this::loop);
      }
    } catch (ExecutionException | TimeoutException e) {
      CompletableFuture<?> _ = client.disconnect();
      throw e;
    }
  }

  /** Takes what is said, or was before and the broker kept. */
  private interface Ear {
    void hear(String said, boolean kept);
  }

  private void subscribe(String topic, Ear ear)
      throws ExecutionException, TimeoutException, InterruptedException {
    await(
        client
            .subscribeWith()
            .topicFilter(topic)
            .qos(MqttQos.AT_LEAST_ONCE)
            .callback(
                said ->
                    ear.hear(
                        new String(said.getPayloadAsBytes(), StandardCharsets.UTF_8),
                        said.isRetain()))
            .send());
  }

  private synchronized void state(String said, boolean kept) {
    Position told = words.position(said);
    position.hear(told, kept);
    if (!kept) {
      answer = told;
      notifyAll();
    }
  }

  private synchronized void loop(String said, boolean kept) {
    loop.hear(words.loop(said), kept);
  }

  private <T> T await(CompletableFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public BarrierState state() throws IOException, InterruptedException {
    try {
      connect();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no connection to the broker", e);
    }
    synchronized (this) {
      if (position.isSilent() || (config.loop() != null && loop.isSilent())) {
        throw new IOException("it says nothing, other than says-every has it");
      }
      return new BarrierState(position.last(), loop.last());
    }
  }

  private synchronized void forget() {
    position.forget();
    loop.forget();
  }

  @Override
  public boolean hasLoop() {
    return config.loop() != null;
  }

  @Override
  public void close() {
    if (client.getState() == MqttClientState.CONNECTED) {
      CompletableFuture<?> _ = client.disconnect();
    }
  }
}
