package org.gatehouse.integrations.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Keys of a destination of type {@code mqtt}. */
@Describe("Publishes every event to an MQTT 5 broker, at least once (QoS 1).")
public record MqttConfig(
    @Describe("The broker: mqtt://HOST:1883, or mqtts://HOST:8883 with TLS.") URI url,
    @Describe("What all topics begin with.") @Default("gatehouse") String topic,
    @Describe("User name, if the broker asks for one.") @Nullable String username,
    @Describe("Its password.") @Nullable Secret password,
    @Describe("PEM file of the certificates to trust in place of the system's.") @Nullable Path ca,
    @Describe("Whether Home Assistant is told of cameras (MQTT discovery).") @Default("false")
        boolean homeAssistant,
    @Describe("How long one attempt may take.") @Default("10s") Duration timeout) {}
