package org.gatehouse.integrations.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.integrations.HastyTicker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's mosquitto. */
@Timeout(value = 60, unit = SECONDS)
class MqttBarrierTest {
  /** CONNACK, without anything: MQTT 5, 3.2. */
  private static final byte[] CONNECTED = {0x20, 3, 0, 0, 0};

  private static final Duration TIMEOUT = Duration.ofMillis(800);

  @TempDir private Path folder;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private final List<String> told = new CopyOnWriteArrayList<>();

  private static MqttBarrierConfig config(URI url, String commands) {
    return config(url, commands, null);
  }

  private static MqttBarrierConfig config(URI url, String commands, @Nullable Duration saysEvery) {
    return new MqttBarrierConfig(
        url,
        commands,
        "gate/state",
        "OPEN {ms}",
        "HOLD",
        "CLOSE",
        "(?i)open",
        "(?i)closed",
        "gate/loop",
        "(?i)occupied|on",
        "(?i)free|off",
        saysEvery,
        null,
        null,
        null);
  }

  private static BarrierDriver barrier(URI url, String commands) {
    return new MqttBarrierProvider().create("arm", config(url, commands), TIMEOUT);
  }

  /** Somebody else's barrier, which does as it is told, or says nothing. */
  private Mqtt5BlockingClient arm(Mosquitto broker, boolean answers) {
    Mqtt5BlockingClient arm =
        Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildBlocking();
    arm.connect();
    arm.toAsync()
        .subscribeWith()
        .topicFilter("gate/set")
        .callback(
            order -> {
              String text = new String(order.getPayloadAsBytes(), UTF_8);
              told.add(text);
              if (answers) {
                say(arm, "gate/state", text.equals("CLOSE") ? "closed" : "open");
              }
            })
        .send()
        .join();
    return arm;
  }

  private static void say(Mqtt5BlockingClient arm, String topic, String text) {
    arm.toAsync().publishWith().topic(topic).payload(text.getBytes(UTF_8)).retain(true).send();
  }

  private BarrierAnswer tell(BarrierDriver barrier, BarrierAction action)
      throws InterruptedException {
    return barrier.tell(
        new BarrierOrder(UUID.randomUUID(), action, Duration.ofMillis(500)), sent::incrementAndGet);
  }

  @Test
  void tell_barrierThatAnswers_isConfirmedByWhatItSays() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        BarrierDriver barrier = barrier(broker.url(), "gate/set")) {
      Mqtt5BlockingClient arm = arm(broker, true);
      say(arm, "gate/loop", "occupied");
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
      assertThat(tell(barrier, BarrierAction.HOLD)).isEqualTo(new BarrierAnswer.Done());
      assertThat(barrier.state()).isEqualTo(new BarrierState(Position.OPEN, Loop.OCCUPIED));
      assertThat(tell(barrier, BarrierAction.CLOSE)).isEqualTo(new BarrierAnswer.Done());
      assertThat(told).containsExactly("OPEN 500", "HOLD", "CLOSE");
      assertThat(sent).hasValue(3);
      arm.disconnect();
    }
  }

  @Test
  void tell_brokerHasItAndTheBarrierSaysNothing_isSilentAndNeverDone() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        BarrierDriver barrier = barrier(broker.url(), "gate/set")) {
      Mqtt5BlockingClient arm = arm(broker, false);
      // What was said before the order confirms nothing.
      say(arm, "gate/state", "open");
      while (barrier.state().position() != Position.OPEN) {
        Thread.sleep(10);
      }
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Silent.class);
      assertThat(sent).hasValue(1);
      arm.disconnect();
    }
  }

  @Test
  void state_sensorThatIsGone_isNotTakenForAFreeLoop() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        BarrierDriver barrier = barrier(broker.url(), "gate/set")) {
      Mqtt5BlockingClient arm = arm(broker, false);
      say(arm, "gate/loop", "FREE\n");
      while (barrier.state().loop() != Loop.FREE) {
        Thread.onSpinWait();
      }
      say(arm, "gate/loop", "offline");
      while (barrier.state().loop() == Loop.FREE) {
        Thread.onSpinWait();
      }
      assertThat(barrier.state().loop()).isEqualTo(Loop.UNKNOWN);
      arm.disconnect();
    }
  }

  @Test
  void state_barrierThatSaysHowItIsRegularly_doesNotAnswerOnceItIsSilent() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      Mqtt5BlockingClient arm = arm(broker, false);
      arm.publishWith()
          .topic("gate/loop")
          .payload("free".getBytes(UTF_8))
          .qos(MqttQos.AT_LEAST_ONCE)
          .retain(true)
          .send();
      MqttBarrierConfig regular = config(broker.url(), "gate/set", Duration.ofSeconds(1));
      try (BarrierDriver barrier = new MqttBarrierProvider().create("arm", regular, TIMEOUT)) {
        // What the broker kept may be of a sensor that is long gone.
        assertThat(barrier.state().loop()).isEqualTo(Loop.UNKNOWN);
        say(arm, "gate/state", "closed");
        while (barrier.state().loop() != Loop.FREE) {
          say(arm, "gate/loop", "free");
          Thread.sleep(10);
        }
        assertThatThrownBy(
                () -> {
                  while (barrier.state().loop() == Loop.FREE) {
                    Thread.sleep(10);
                  }
                })
            .isInstanceOf(IOException.class)
            .hasMessageContaining("says-every");
      }
      arm.disconnect();
    }
  }

  @Test
  void tell_brokerIsAwayAndComesBack_failsAndThenWorks() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        BarrierDriver barrier = barrier(broker.url(), "gate/set")) {
      barrier.state();
      broker.kill();
      BarrierAnswer away = tell(barrier, BarrierAction.OPEN);
      assertThat(away).isNotEqualTo(new BarrierAnswer.Done());
      assertThatThrownBy(barrier::state).isInstanceOf(IOException.class);
      broker.again();
      Mqtt5BlockingClient arm = arm(broker, true);
      assertThat(tell(barrier, BarrierAction.OPEN)).isEqualTo(new BarrierAnswer.Done());
      arm.disconnect();
    }
  }

  private static Mqtt5AsyncClient client(Mosquitto broker) {
    return BrokerClient.of("arm", broker.url(), null, TIMEOUT);
  }

  private static BarrierDriver barrier(Mqtt5AsyncClient client, Mosquitto broker, Ticker ticker) {
    Pattern nothing = Pattern.compile("nothing");
    BarrierWords words = new BarrierWords(nothing, nothing, nothing, nothing);
    return new MqttBarrier(config(broker.url(), "gate/set"), words, client, TIMEOUT, ticker);
  }

  @Test
  void state_connectionThatCameAboutTooLate_isUsed() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      Mqtt5AsyncClient client = client(broker);
      client.connect().join();
      try (BarrierDriver barrier = barrier(client, broker, Ticker.system())) {
        assertThat(barrier.state()).isEqualTo(BarrierState.UNKNOWN);
      }
    }
  }

  @Test
  void tell_connectingTookTooLong_isNotSentAnyMore() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        BarrierDriver barrier = barrier(client(broker), broker, new HastyTicker(TIMEOUT))) {
      assertThat(tell(barrier, BarrierAction.OPEN))
          .isEqualTo(new BarrierAnswer.Failed("it was not sent: connecting took too long"));
      assertThat(sent).hasValue(0);
    }
  }

  /** Takes each connection, and says nothing to whatever is asked on it. */
  private void taking(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        connections.incrementAndGet();
        client.getInputStream().read();
        client.getOutputStream().write(CONNECTED);
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void state_brokerTakesNoSubscription_isNoStateAndTriedAnew() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        BarrierDriver barrier =
            barrier(URI.create("mqtt://127.0.0.1:" + server.getLocalPort()), "gate/set")) {
      Thread.ofVirtual().start(() -> taking(server));
      assertThatThrownBy(barrier::state).isInstanceOf(IOException.class);
      assertThat(tell(barrier, BarrierAction.OPEN)).isInstanceOf(BarrierAnswer.Failed.class);
      while (connections.get() < 2) {
        assertThatThrownBy(barrier::state).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void create_keysThatCannotServe_areRefusedInWords() {
    assertThatThrownBy(() -> barrier(URI.create("http://h/"), "gate/set"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("url must be mqtt");
    assertThatThrownBy(() -> barrier(URI.create("mqtt://h"), "gate/#"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("commands must not hold");
    MqttBarrierConfig never = config(URI.create("mqtt://h"), "gate/set", Duration.ZERO);
    assertThatThrownBy(() -> new MqttBarrierProvider().create("arm", never, TIMEOUT))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("says-every");
  }
}
