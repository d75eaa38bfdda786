package org.gatehouse.integrations.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.integrations.Peers;

/** Kafka's own broker from Maven Central, in its own process, without ZooKeeper (KRaft). */
final class KafkaBroker implements AutoCloseable {
  private static final Path POM = Path.of("../../bench/kafka/pom.xml").toAbsolutePath();
  private static final Path CLASSES = Path.of("target/kafka.classpath").toAbsolutePath();

  private final Process process;
  private final int port;

  private KafkaBroker(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; without Maven or its repository the test is skipped, or fails on CI. */
  static KafkaBroker start(Path folder) throws IOException, InterruptedException {
    if (!Files.exists(CLASSES)) {
      fetch(folder);
    }
    int port = Peers.freePort();
    Path config = Files.writeString(folder.resolve("server.properties"), config(folder, port));
    Path log = folder.resolve("kafka.log");
    Process format =
        java(
            log,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            "Z2F0ZWhvdXNlLXRlc3RzLQ",
            "-c",
            config.toString());
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new AssertionError("the broker's folder: " + Files.readString(log));
    }
    Process process = java(log, "kafka.Kafka", config.toString());
    Peers.awaitPort(port, process, log);
    return new KafkaBroker(process, port);
  }

  private static String config(Path folder, int port) throws IOException {
    int controller = Peers.freePort();
    return String.join(
        "\n",
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controller,
        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
        "controller.listener.names=CONTROLLER",
        "log.dirs=" + folder.resolve("kafka-data"),
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=1",
        "group.initial.rebalance.delay.ms=0",
        "auto.create.topics.enable=true",
        "");
  }

  private static void fetch(Path folder) throws IOException, InterruptedException {
    Path log = folder.resolve("mvn.log");
    Process maven;
    try {
      maven =
          new ProcessBuilder(
                  "mvn",
                  "-q",
                  "-B",
                  "-ntp",
                  "-f",
                  POM.toString(),
                  "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
                  "-Dmdep.outputFile=" + CLASSES)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      Peers.missing("Kafka's broker cannot be fetched without Maven: " + e.getMessage());
      return;
    }
    if (!maven.waitFor(300, TimeUnit.SECONDS) || maven.exitValue() != 0) {
      maven.destroyForcibly();
      Peers.missing("Kafka's broker could not be fetched:\n" + Files.readString(log));
    }
  }

  private static Process java(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", Files.readString(CLASSES).strip()));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
