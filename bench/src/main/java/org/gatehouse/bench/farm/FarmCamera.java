package org.gatehouse.bench.farm;

/**
 * A camera that the farm serves.
 *
 * @param kind {@code vehicle}, {@code person} or {@code none}
 * @param judged whether the farm knows what truly happens there
 */
public record FarmCamera(String id, String name, String kind, String url, boolean judged) {}
