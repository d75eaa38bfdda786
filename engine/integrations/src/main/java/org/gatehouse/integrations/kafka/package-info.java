/**
 * Events to a Kafka topic. Depends on the contract, the CloudEvents package and Kafka's client,
 * which brings a thread of its own. Called by several threads at once. Start at {@link
 * org.gatehouse.integrations.kafka.KafkaProvider}.
 */
@NullMarked
package org.gatehouse.integrations.kafka;

import org.jspecify.annotations.NullMarked;
