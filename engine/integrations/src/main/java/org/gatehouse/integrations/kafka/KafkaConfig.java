package org.gatehouse.integrations.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Keys of a destination of type {@code kafka}. */
@Describe(
    "Writes every event to a Kafka topic; its key is the camera, so each camera's keep order.")
public record KafkaConfig(
    @Describe("Brokers to begin with, as HOST:PORT.") List<String> bootstrap,
    @Describe("The topic.") @Default("gatehouse.events") String topic,
    @Describe("Whether brokers are spoken to by TLS.") @Default("false") boolean tls,
    @Describe("PEM file of the certificates to trust in place of the system's.") @Nullable Path ca,
    @Describe("User name, if the brokers ask for one (SASL SCRAM-SHA-512).")
        @Nullable String username,
    @Describe("Its password.") @Nullable Secret password,
    @Describe("How long one attempt may take.") @Default("10s") Duration timeout) {
  /** Copies the list. */
  public KafkaConfig {
    bootstrap = List.copyOf(bootstrap);
  }
}
