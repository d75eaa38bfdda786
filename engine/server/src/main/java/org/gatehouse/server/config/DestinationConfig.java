package org.gatehouse.server.config;

import org.gatehouse.contract.config.Describe;

/**
 * A place where events go.
 *
 * @param delivery keys of the same YAML mapping that every type has
 * @param settings the configuration record of the {@link
 *     org.gatehouse.contract.delivery.EventSinkProvider} whose type is {@code type}; its components
 *     are further keys of the same YAML mapping
 */
@Describe("A place where events go.")
public record DestinationConfig(
    String type, String name, DeliveryConfig delivery, Record settings) {}
