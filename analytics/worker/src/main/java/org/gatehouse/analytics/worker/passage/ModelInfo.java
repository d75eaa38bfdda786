package org.gatehouse.analytics.worker.passage;

/**
 * A loaded model.
 *
 * @param sha256 of the file, lower-case hex, verified
 * @param outputShape as the runtime prints it, for example {@code [-1, -1, 6625]}
 */
public record ModelInfo(String name, String sha256, String outputShape) {}
