/**
 * Events to an MQTT 5 broker, with the state of cameras as retained messages and Home Assistant's
 * discovery, and barriers that are told by such a broker. Depends on the contract, the CloudEvents
 * package and HiveMQ's client, which runs on the engine's Netty. A sink is called by several
 * threads at once, a barrier by one. Start at {@link org.gatehouse.integrations.mqtt.MqttProvider}
 * and {@link org.gatehouse.integrations.mqtt.MqttBarrierProvider}.
 */
@NullMarked
package org.gatehouse.integrations.mqtt;

import org.jspecify.annotations.NullMarked;
