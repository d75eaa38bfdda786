package org.gatehouse.analytics.protocol.engine;

import java.time.Duration;

/**
 * Bounds on the workers.
 *
 * @param residentBytes resident memory above which a worker is exchanged for its spare
 * @param silence how long a worker may say nothing before it is taken for hung
 * @param decode how long one access unit may be in the decoder
 * @param reconnect how long a live worker may be without its connections
 * @param finish how long lanes may take to finish their tracks when they are closed
 * @param behind how long a feed may run behind its stream before it drops to a random-access unit
 * @param spare whether a second process stands by
 */
record Limits(
    long residentBytes,
    Duration silence,
    Duration decode,
    Duration reconnect,
    Duration finish,
    Duration behind,
    boolean spare) {
  static Limits standard() {
    return new Limits(
        2L << 30,
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        true);
  }
}
