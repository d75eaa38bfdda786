package org.gatehouse.analytics.protocol.engine;

/** The life of a worker process. */
enum WorkerState {
  /** Started, loads its models. */
  STARTING,
  /** Connected and warm, without lanes. */
  READY,
  /** Has the lanes. */
  ACTIVE,
  /** Finishes its lanes and will be ended. */
  RETIRING,
  /** The process is gone. */
  ENDED;

  boolean mayBecome(WorkerState next) {
    return switch (this) {
      case STARTING -> next == READY || next == ENDED;
      case READY -> next == ACTIVE || next == ENDED;
      case ACTIVE -> next == RETIRING || next == ENDED;
      case RETIRING -> next == ENDED;
      case ENDED -> false;
    };
  }
}
