/**
 * Events to an MQTT 5 broker, with the state of cameras as retained messages and Home Assistant's
 * discovery. Depends on the contract, the CloudEvents package and HiveMQ's client, which runs on
 * the engine's Netty. Called by several threads at once. Start at {@link
 * org.gatehouse.integrations.mqtt.MqttProvider}.
 */
@NullMarked
package org.gatehouse.integrations.mqtt;

import org.jspecify.annotations.NullMarked;
