package org.gatehouse.bench.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.Launcher;

/**
 * A broker from Maven Central, without ZooKeeper, and a consumer that reads all it gets. The engine
 * is told an address of the broker that leads through a proxy.
 */
final class KafkaInbox implements Inbox {
  private static final String TOPIC = "gatehouse.events";
  private static final int PARTITIONS = 8;
  private static final String CLUSTER = "Z2F0ZWhvdXNlLWJlbmNoLQ";

  private final BrokerProcess broker;
  private final TcpProxy proxy;
  private final int direct;
  private final ObjectMapper json = new ObjectMapper();
  private final ReceiptBook book;

  KafkaInbox(Path folder, ReceiptBook book) throws IOException, InterruptedException {
    this.book = book;
    direct = BrokerProcess.freePort();
    int behind = BrokerProcess.freePort();
    proxy = new TcpProxy(behind);
    Path log = folder.resolve("kafka.log");
    Path config = Files.writeString(folder.resolve("kafka.properties"), config(folder, behind));
    List<String> java = command(folder);
    Process format =
        new ProcessBuilder(
                with(java, "kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", config))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new BenchFailure("the broker's folder:\n" + Launcher.tail(log, 12));
    }
    broker = BrokerProcess.start(with(java, "kafka.Kafka", config), log, direct);
  }

  private String config(Path folder, int behind) throws IOException {
    int controller = BrokerProcess.freePort();
    return """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%1$d
        listeners=DIRECT://127.0.0.1:%2$d,ENGINE://127.0.0.1:%3$d,CONTROLLER://127.0.0.1:%1$d
        advertised.listeners=DIRECT://127.0.0.1:%2$d,ENGINE://127.0.0.1:%4$d
        listener.security.protocol.map=DIRECT:PLAINTEXT,ENGINE:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=DIRECT
        controller.listener.names=CONTROLLER
        log.dirs=%5$s
        num.partitions=%6$d
        offsets.topic.replication.factor=1
        auto.create.topics.enable=true
        """
        .formatted(
            controller, direct, behind, proxy.port(), folder.resolve("kafka-data"), PARTITIONS);
  }

  /** Its class path is asked of Maven once. */
  private static List<String> command(Path folder) throws IOException, InterruptedException {
    Path classes = Launcher.home().resolve("bench/target/kafka.classpath");
    if (!Files.exists(classes)) {
      Path log = folder.resolve("mvn.log");
      Process maven =
          new ProcessBuilder(
                  "mvn",
                  "-q",
                  "-B",
                  "-ntp",
                  "-f",
                  Launcher.home().resolve("bench/kafka/pom.xml").toString(),
                  "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                  "-Dmdep.outputFile=" + classes)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!maven.waitFor(300, TimeUnit.SECONDS) || maven.exitValue() != 0) {
        maven.destroyForcibly();
        throw new BenchFailure("Kafka could not be fetched:\n" + Launcher.tail(log, 12));
      }
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-cp",
        Files.readString(classes).strip());
  }

  private static List<String> with(List<String> java, Object... arguments) {
    List<String> command = new ArrayList<>(java);
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  /** Begins to read. */
  KafkaInbox start() {
    StandardInput.daemon(this::readAll);
    proxy.start();
    return this;
  }

  private void readAll() throws IOException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            "127.0.0.1:" + direct,
            "auto.offset.reset",
            "earliest",
            // Each event for itself would cost the broker more than it cost to take it.
            "fetch.min.bytes",
            65_536,
            "fetch.max.wait.ms",
            20);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      while (partitions.isEmpty()) {
        consumer
            .partitionsFor(TOPIC)
            .forEach(info -> partitions.add(new TopicPartition(TOPIC, info.partition())));
      }
      consumer.assign(partitions);
      while (true) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
          JsonNode event = json.readTree(message.value());
          book.note(event.path("id").asText(), event.path("data").path("passageId").asText());
        }
      }
    }
  }

  @Override
  public String address() {
    return "127.0.0.1:" + proxy.port();
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
