package org.gatehouse.contract.delivery;

import java.net.URI;
import org.gatehouse.contract.storage.SnapshotStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes sinks of one type; found by ServiceLoader.
 *
 * @param <C> the destination's configuration record; see {@code org.gatehouse.contract.config}
 */
public interface EventSinkProvider<C extends Record> {
  /** The {@code type:} key in the configuration, such as {@code webhook}. */
  String type();

  /**
   * The record whose components are the destination's keys (beside {@code type} and {@code name}).
   */
  Class<C> configType();

  /** Creates a sink. */
  EventSink create(String name, C config, Context context);

  /**
   * What a sink may use.
   *
   * @param publicUrl where the HTTP API is reachable from outside, for snapshot links; null if
   *     unknown
   */
  record Context(SnapshotStore snapshots, @Nullable URI publicUrl) {}
}
