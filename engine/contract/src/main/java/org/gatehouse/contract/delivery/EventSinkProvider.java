package org.gatehouse.contract.delivery;

import org.gatehouse.contract.storage.SnapshotStore;

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

  /** What a sink may use. */
  record Context(SnapshotStore snapshots, SnapshotLinks links) {}
}
