package org.gatehouse.integrations.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Describe;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/** Keys of a barrier of type {@code mqtt}. */
@Describe("A barrier that is told, and tells, by an MQTT 5 broker.")
public record MqttBarrierConfig(
    @Describe("The broker: mqtt://HOST:1883, or mqtts://HOST:8883 with TLS.") URI url,
    @Describe("Topic of what it is told.") String commands,
    @Describe("Topic of how it is; what it says there after an order confirms that.") String states,
    @Describe("What opens it for a pulse; {ms} is the pulse's length.") @Default("OPEN")
        String open,
    @Describe("What holds it open.") @Default("HOLD") String hold,
    @Describe("What closes it, and ends holding.") @Default("CLOSE") String close,
    @Describe("Regular expression of the whole of what it says while the arm is up.")
        @Default("(?i)open")
        String openWhen,
    @Describe("The same, while it is down.") @Default("(?i)closed") String closedWhen,
    @Describe("Topic of the loop, if it has one.") @Nullable String loop,
    @Describe(
            "Regular expression of the whole of what is said there while something stands below the"
                + " arm.")
        @Default("(?i)occupied|on")
        String occupiedWhen,
    @Describe("The same, while nothing does; what is neither counts as occupied.")
        @Default("(?i)free|off")
        String freeWhen,
    @Describe(
            "It says how it is at least so often, and its loop too; silent for longer, it counts as"
                + " one that does not answer. Left out, what it said last holds.")
        @Nullable Duration saysEvery,
    @Describe("User name, if the broker asks for one.") @Nullable String username,
    @Describe("Its password, as env:NAME or file:PATH.") @Nullable Secret password,
    @Describe("PEM file of the certificates to trust in place of the system's.")
        @Nullable Path ca) {}
