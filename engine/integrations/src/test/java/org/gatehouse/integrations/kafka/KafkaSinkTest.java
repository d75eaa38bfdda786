package org.gatehouse.integrations.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.jackson.JsonFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.DeliveryResult.Rejected;
import org.gatehouse.contract.delivery.DeliveryResult.Retry;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.Peers;
import org.gatehouse.integrations.Samples;
import org.gatehouse.integrations.cloudevent.CloudEvents;
import org.gatehouse.integrations.cloudevent.Pictures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSinkTest {
  @TempDir private Path folder;

  /** Those that were made, in their order. */
  private final List<MockProducer<String, byte[]>> producers = new CopyOnWriteArrayList<>();

  private final EventSink sink = sinkOfMocks();

  private static KafkaConfig config(int port) {
    return config(List.of("127.0.0.1:" + port), "gatehouse.events", null);
  }

  private static KafkaConfig config(
      List<String> bootstrap, String topic, @Nullable Secret password) {
    String user = password == null ? null : "me";
    return new KafkaConfig(bootstrap, topic, false, null, user, password, Duration.ofSeconds(5));
  }

  private static EventSink sink(KafkaConfig config) {
    return new KafkaProvider().create("bus", config, Samples.context(new Samples.Pictures()));
  }

  private EventSink sinkOfMocks() {
    CloudEvents events = new CloudEvents(Pictures.linked(Samples.context(new Samples.Pictures())));
    return new KafkaSink(new LiveProducer(this::mock), events, config(1));
  }

  private Producer<String, byte[]> mock() {
    MockProducer<String, byte[]> mock =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
    producers.add(mock);
    return mock;
  }

  private DeliveryResult answered(@Nullable RuntimeException failure) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<DeliveryResult> result =
          CompletableFuture.supplyAsync(() -> deliver(sink), threads);
      boolean told = false;
      while (!told) {
        MockProducer<String, byte[]> producer = producers.getLast();
        told = failure == null ? producer.completeNext() : producer.errorNext(failure);
      }
      return result.get();
    }
  }

  private static DeliveryResult deliver(EventSink sink) {
    try {
      return sink.deliver(Samples.passage(List.of()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void deliver_brokersAnswer_decides() throws Exception {
    assertThat(answered(null)).isEqualTo(new Delivered());
    ProducerRecord<String, byte[]> sent = producers.getFirst().history().getFirst();
    assertThat(sent.key()).isEqualTo("gate-in");
    assertThat(new String(sent.headers().lastHeader("id").value(), UTF_8))
        .isEqualTo(Samples.passage(List.of()).event().id().toString());
    assertThat(answered(new NetworkException("gone"))).isInstanceOf(Retry.class);
    assertThat(answered(new RecordTooLargeException("too large"))).isInstanceOf(Rejected.class);
  }

  @Test
  void deliver_loginRefused_isTriedAgainByANewProducer() throws Exception {
    assertThat(answered(new SaslAuthenticationException("no"))).isInstanceOf(Retry.class);
    assertThat(producers.getFirst().closed()).isTrue();
    assertThat(answered(null)).isEqualTo(new Delivered());
    assertThat(producers).hasSize(2);
  }

  @Test
  void deliver_producerThatThrows_isTriedAgainByANewOne() throws Exception {
    producers.getFirst().sendException = new KafkaException("in an error state");
    assertThat(deliver(sink)).isInstanceOf(Retry.class);
    assertThat(producers.getFirst().closed()).isTrue();
    assertThat(answered(null)).isEqualTo(new Delivered());
    assertThat(producers).hasSize(2);
  }

  @Test
  void deliver_failuresAndNothingElse_endTheProducerAndASuccessDoesNot() throws Exception {
    for (int i = 0; i < 9; i++) {
      assertThat(answered(new NetworkException("gone"))).isInstanceOf(Retry.class);
    }
    assertThat(answered(null)).isEqualTo(new Delivered());
    for (int i = 0; i < 9; i++) {
      assertThat(answered(new NetworkException("gone"))).isInstanceOf(Retry.class);
    }
    assertThat(producers.getFirst().closed()).isFalse();
    assertThat(answered(new NetworkException("gone"))).isInstanceOf(Retry.class);
    assertThat(producers.getFirst().closed()).isTrue();
    assertThat(answered(null)).isEqualTo(new Delivered());
    assertThat(producers).hasSize(2);
  }

  @Test
  void settings_areThoseOfAnIdempotentProducer_andTheSecretIsOnlyWhereItMustBe() {
    Map<String, Object> settings =
        KafkaProvider.settings(config(List.of("h:1"), "t", Secret.of("a\"b")), Secret.of("a\"b"));
    assertThat(settings)
        .containsEntry("enable.idempotence", true)
        .containsEntry("acks", "all")
        .containsEntry("security.protocol", "SASL_PLAINTEXT");
    assertThat((String) settings.get("sasl.jaas.config")).endsWith("password=\"a\\\"b\";");
  }

  @Test
  void deliver_noBroker_isTriedAgain() throws Exception {
    try (EventSink sink = sink(config(Peers.freePort()))) {
      assertThat(sink.deliver(Samples.passage(List.of()))).isInstanceOf(Retry.class);
    }
  }

  @Test
  void create_badKeys_areNamed() {
    assertThatThrownBy(() -> sink(config(List.of(), "t", null)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination bus: bootstrap names no broker");
    assertThatThrownBy(() -> sink(config(List.of("h:1"), "a b", null)))
        .hasMessageContaining("topic must be");
    assertThatThrownBy(() -> sink(config(List.of("no port"), "t", null)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("destination bus: ");
  }

  @Test
  void deliver_realBroker_keepsTheOrderOfACamera() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(folder)) {
      try (EventSink sink = sink(config(broker.port()))) {
        for (int i = 0; i < 50; i++) {
          StoredEvent event = i % 2 == 0 ? Samples.passage(List.of()) : Samples.face(List.of());
          assertThat(sink.deliver(event)).isEqualTo(new Delivered());
        }
      }
      Map<String, Object> settings =
          Map.of(
              "bootstrap.servers", "127.0.0.1:" + broker.port(),
              "group.id", "test",
              "auto.offset.reset", "earliest");
      List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
      try (KafkaConsumer<String, byte[]> consumer =
          new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer.subscribe(List.of("gatehouse.events"));
        while (read.size() < 50) {
          consumer.poll(Duration.ofSeconds(30)).forEach(read::add);
        }
      }
      assertThat(read).hasSize(50).allMatch(message -> message.key().equals("gate-in"));
      for (int i = 0; i < 50; i++) {
        byte[] value = Objects.requireNonNull(read.get(i).value());
        assertThat(new JsonFormat().deserialize(value).getType())
            .isEqualTo(
                i % 2 == 0
                    ? "org.gatehouse.passage.finalized.v1"
                    : "org.gatehouse.face.snapshot.v1");
      }
    }
  }
}
