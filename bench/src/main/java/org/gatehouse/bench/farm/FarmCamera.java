package org.gatehouse.bench.farm;

import java.util.List;

/**
 * A camera that the farm serves.
 *
 * @param kind {@code vehicle}, {@code person} or {@code none}
 * @param judged whether the farm knows what truly happens there
 * @param plates of the vehicles that will pass, as far as the farm knows; each once
 */
public record FarmCamera(
    String id, String name, String kind, String url, boolean judged, List<String> plates) {}
