package org.gatehouse.server.http;

/**
 * One thing that must be well.
 *
 * @param needed whether the engine counts as not ready without it
 */
public record HealthCheck(String name, boolean up, boolean needed, String detail) {}
