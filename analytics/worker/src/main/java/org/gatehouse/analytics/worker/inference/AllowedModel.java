package org.gatehouse.analytics.worker.inference;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model that this product may load.
 *
 * @param name what people call it
 * @param resource where it lies on the class path
 * @param supply where the build gets it from, for the error message
 * @param sha256 of the file, lower-case hex
 * @param outputs the output shapes in order, -1 where a dimension is free
 * @param head what is put onto it, with outputs behind its own; null if nothing is
 */
public record AllowedModel(
    String name,
    String resource,
    String supply,
    String sha256,
    List<List<Long>> outputs,
    @Nullable AllowedModel head) {
  /** One that runs as its file is. */
  public AllowedModel(
      String name, String resource, String supply, String sha256, List<List<Long>> outputs) {
    this(name, resource, supply, sha256, outputs, null);
  }

  /** It, and what is put onto it. */
  public Stream<AllowedModel> parts() {
    return head == null ? Stream.of(this) : Stream.of(this, head);
  }
}
