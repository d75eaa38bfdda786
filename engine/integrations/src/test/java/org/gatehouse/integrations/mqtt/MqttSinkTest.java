package org.gatehouse.integrations.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Rejected;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.Peers;
import org.gatehouse.integrations.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Debian's mosquitto, by a client that runs on the engine's Netty. */
class MqttSinkTest {
  @TempDir private Path folder;

  private static MqttConfig config(URI url, String topic, boolean homeAssistant) {
    return config(url, topic, homeAssistant, Duration.ofSeconds(5));
  }

  private static MqttConfig config(URI url, String topic, boolean homeAssistant, Duration timeout) {
    return new MqttConfig(url, topic, null, null, null, homeAssistant, timeout);
  }

  private static EventSink sink(MqttConfig config) {
    return new MqttProvider().create("broker", config, Samples.context(new Samples.Pictures()));
  }

  private static StoredEvent state(String state) {
    return state(3, state);
  }

  private static StoredEvent state(int sequence, String state) {
    return Samples.stored(sequence, new EventDetail.CameraState(state, "test"), List.of());
  }

  /** A subscriber of somebody else's. */
  private static final class Listener implements AutoCloseable {
    private final Mqtt5BlockingClient client;
    private final BlockingQueue<Mqtt5Publish> heard = new LinkedBlockingQueue<>();

    Listener(Mosquitto broker) {
      client =
          Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(broker.port()).buildBlocking();
      client.connect();
      client.toAsync().subscribeWith().topicFilter("#").callback(heard::add).send().join();
    }

    Mqtt5Publish next(String topic) throws InterruptedException {
      while (true) {
        Mqtt5Publish next = heard.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("a message of " + topic).isNotNull();
        if (next.getTopic().toString().equals(topic)) {
          return next;
        }
      }
    }

    @Override
    public void close() {
      client.disconnect();
    }
  }

  @Test
  void deliver_passage_isACloudEventWithTheEventsIdAndNoPicture() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = new Listener(broker);
        EventSink sink = sink(config(broker.url(), "gatehouse", false))) {
      StoredEvent passage = Samples.passage(List.of(Samples.CROP));
      assertThat(sink.deliver(passage)).isEqualTo(new Delivered());

      Mqtt5Publish heard = listener.next("gatehouse/cameras/gate-in/events/passage/finalized");
      assertThat(heard.getContentType().orElseThrow().toString())
          .isEqualTo("application/cloudevents+json; charset=utf-8");
      assertThat(heard.getUserProperties().asList())
          .anyMatch(
              p ->
                  p.getName().toString().equals("id")
                      && p.getValue().toString().equals(passage.event().id().toString()));
      byte[] body = heard.getPayloadAsBytes();
      assertThat(new JsonFormat().deserialize(body).getId())
          .isEqualTo(passage.event().id().toString());
      JsonNode picture = new ObjectMapper().readTree(body).at("/data/snapshots/0");
      assertThat(picture.has("url")).isTrue();
      assertThat(picture.has("data")).isFalse();
    }
  }

  @Test
  void deliver_cameraState_isRetainedWithHomeAssistantsDiscovery() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder)) {
      try (EventSink sink = sink(config(broker.url(), "site-a", true))) {
        assertThat(sink.deliver(state("down"))).isEqualTo(new Delivered());
        try (Listener late = new Listener(broker)) {
          assertThat(late.next("site-a/cameras/gate-in/state").getPayloadAsBytes())
              .isEqualTo("down".getBytes(UTF_8));
        }
        try (Listener late = new Listener(broker)) {
          JsonNode entity =
              new ObjectMapper()
                  .readTree(
                      late.next("homeassistant/binary_sensor/north_gate_gate-in/connection/config")
                          .getPayloadAsBytes());
          assertThat(entity.path("state_topic").asText()).isEqualTo("site-a/cameras/gate-in/state");
          assertThat(entity.path("availability_topic").asText()).isEqualTo("site-a/status");
          assertThat(entity.path("unique_id").asText()).contains("gate-in");
        }
        try (Listener late = new Listener(broker)) {
          assertThat(late.next("site-a/status").getPayloadAsBytes())
              .isEqualTo("online".getBytes(UTF_8));
        }
      }
      try (Listener late = new Listener(broker)) {
        assertThat(late.next("site-a/status").getPayloadAsBytes())
            .isEqualTo("offline".getBytes(UTF_8));
      }
    }
  }

  @Test
  void deliver_brokerGoneAndBack_isTriedAgainAndThenArrives() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        EventSink sink = sink(config(broker.url(), "gatehouse", true))) {
      assertThat(sink.deliver(state("up"))).isEqualTo(new Delivered());
      broker.kill();
      assertThat(sink.deliver(state("down"))).isInstanceOf(Retry.class);
      assertThat(((Retry) sink.deliver(state("down"))).reason()).contains("127.0.0.1");
      broker.again();
      DeliveryResult result = sink.deliver(state("down"));
      for (int i = 0; i < 50 && !(result instanceof Delivered); i++) {
        result = sink.deliver(state("down"));
      }
      assertThat(result).isEqualTo(new Delivered());
      try (Listener late = new Listener(broker)) {
        late.next("homeassistant/binary_sensor/north_gate_gate-in/connection/config");
      }
    }
  }

  @Test
  void deliver_oldCameraStateSentAgain_leavesTheNewestRetained() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        EventSink sink = sink(config(broker.url(), "gatehouse", false))) {
      assertThat(sink.deliver(state(5, "down"))).isEqualTo(new Delivered());
      assertThat(sink.deliver(state(3, "up"))).isEqualTo(new Delivered());
      try (Listener late = new Listener(broker)) {
        assertThat(late.next("gatehouse/cameras/gate-in/state").getPayloadAsBytes())
            .isEqualTo("down".getBytes(UTF_8));
      }
    }
  }

  @Test
  void brokerBack_withoutAnyEvent_isToldAllThatItIsToRetain() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        EventSink sink = sink(config(broker.url(), "gatehouse", true))) {
      assertThat(sink.deliver(state("up"))).isEqualTo(new Delivered());
      broker.kill();
      broker.again();
      for (String topic :
          List.of(
              "gatehouse/status",
              "gatehouse/cameras/gate-in/state",
              "homeassistant/binary_sensor/north_gate_gate-in/connection/config")) {
        try (Listener listener = new Listener(broker)) {
          listener.next(topic);
        }
      }
    }
  }

  @Test
  void deliver_brokerRefusesWhatGoesBesideEvents_eventsArriveAllTheSame() throws Exception {
    try (Mosquitto broker =
            Mosquitto.start(
                folder,
                "topic write gatehouse/status",
                "topic write gatehouse/cameras/+/events/#");
        EventSink sink = sink(config(broker.url(), "gatehouse", true))) {
      assertThat(sink.deliver(state("up"))).isEqualTo(new Delivered());
    }
  }

  @Test
  void deliver_brokerRefusesTheEvent_isParked() throws Exception {
    try (Mosquitto broker =
            Mosquitto.start(folder, "topic write gatehouse/status", "topic read #");
        EventSink sink = sink(config(broker.url(), "gatehouse", true))) {
      assertThat(sink.deliver(state("up"))).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void deliver_brokerSaysNothingToAnEvent_isConnectedToAnew() throws Exception {
    try (DeafBroker broker = new DeafBroker();
        EventSink sink = sink(config(broker.url(), "gatehouse", false, Duration.ofMillis(500)))) {
      assertThat(((Retry) sink.deliver(Samples.passage(List.of()))).reason())
          .contains("gave no answer within 500 ms");
      assertThat(broker.connections.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void deliver_nobodyListens_isTriedAgain() throws Exception {
    URI url = URI.create("mqtt://127.0.0.1:" + Peers.freePort());
    try (EventSink sink = sink(config(url, "gatehouse", false))) {
      assertThat(sink.deliver(state("up"))).isInstanceOf(Retry.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h:1883", "mqtt:/h", "mqtt://me:pw@h", "mqtt://h/topic"})
  void create_badUrl_isRefused(String url) {
    assertThatThrownBy(() -> sink(config(URI.create(url), "gatehouse", false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination broker: ")
        .hasMessageNotContaining("pw@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/#", "+/a", "$SYS/a", "/a", "a/"})
  void create_badTopic_isRefused(String topic) {
    assertThatThrownBy(() -> sink(config(URI.create("mqtt://h"), topic, false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("topic must not");
  }
}
