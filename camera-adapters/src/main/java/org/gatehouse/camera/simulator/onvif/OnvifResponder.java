package org.gatehouse.camera.simulator.onvif;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** What answers at one address. Called on the simulator's event loop, which it must not block. */
interface OnvifResponder {
  /** The answer to a SOAP request; may come later. */
  CompletableFuture<Said> answer(Asked asked);

  /** The answer to a GET. */
  Said get(String path, String authorization);

  /** The time of its Date headers. */
  Instant time();

  /** Its name for discovery. */
  String name();

  /** What it says to a Probe; empty to say nothing. */
  String probeMatch(String base, String relatesTo);
}
