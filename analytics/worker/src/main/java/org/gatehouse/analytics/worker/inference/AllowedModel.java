package org.gatehouse.analytics.worker.inference;

import java.util.List;

/**
 * A model that this product may load.
 *
 * @param name what people call it
 * @param resource where it lies on the class path
 * @param supply where the build gets it from, for the error message
 * @param sha256 of the file, lower-case hex
 * @param outputs the output shapes in order, -1 where a dimension is free
 */
public record AllowedModel(
    String name, String resource, String supply, String sha256, List<List<Long>> outputs) {}
