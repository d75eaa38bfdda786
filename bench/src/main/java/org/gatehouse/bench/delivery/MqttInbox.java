package org.gatehouse.bench.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatehouse.bench.engine.BenchFailure;

/** Debian's mosquitto behind a proxy, and a subscriber that hears all it gets. */
final class MqttInbox implements Inbox {
  private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

  private final BrokerProcess broker;
  private final TcpProxy proxy;
  private final Mqtt5AsyncClient subscriber;
  private final ObjectMapper json = new ObjectMapper();
  private final ReceiptBook book;

  MqttInbox(Path folder, ReceiptBook book) throws IOException, InterruptedException {
    this.book = book;
    if (!Files.isExecutable(PROGRAM)) {
      throw new BenchFailure("mosquitto is not installed: apt-get install mosquitto");
    }
    int port = BrokerProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("mosquitto.conf"),
            """
            listener %d 127.0.0.1
            allow_anonymous true
            persistence false
            max_queued_messages 0
            """
                .formatted(port));
    broker =
        BrokerProcess.start(
            List.of(PROGRAM.toString(), "-c", config.toString()),
            folder.resolve("mosquitto.log"),
            port);
    subscriber = Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(port).buildAsync();
    proxy = new TcpProxy(port);
  }

  /** Begins to listen. */
  MqttInbox start() {
    subscriber.connect().join();
    subscriber
        .subscribeWith()
        .topicFilter("gatehouse/cameras/+/events/#")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(this::take)
        .send()
        .join();
    proxy.start();
    return this;
  }

  private void take(Mqtt5Publish message) {
    try {
      JsonNode event = json.readTree(message.getPayloadAsBytes());
      book.note(event.path("id").asText(), event.path("data").path("passageId").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String address() {
    return "mqtt://127.0.0.1:" + proxy.port();
  }

  @Override
  public void be(Manner manner) {
    proxy.be(manner);
  }

  @Override
  public void close() {
    proxy.close();
    broker.close();
  }
}
