/**
 * Whether events reach a backend although the engine is killed and the backend goes away. The truth
 * lies outside of the engine: a generator submits findings over the worker protocol and writes down
 * what was acknowledged, a receiver writes down what came; both are processes of their own that
 * nobody kills. May depend on the worker protocol's messages and wire, the bench's engine, report
 * and terminal packages, Jackson, the Standard Webhooks library and the clients of MQTT and Kafka.
 * Start at {@link org.gatehouse.bench.delivery.DeliveryRun}; the two processes begin in {@link
 * org.gatehouse.bench.delivery.GeneratorCommand} and {@link
 * org.gatehouse.bench.delivery.ReceiverCommand}.
 */
@NullMarked
package org.gatehouse.bench.delivery;

import org.jspecify.annotations.NullMarked;
