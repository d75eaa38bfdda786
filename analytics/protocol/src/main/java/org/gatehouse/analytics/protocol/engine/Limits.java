package org.gatehouse.analytics.protocol.engine;

import java.time.Duration;
import org.gatehouse.contract.vision.AnalyticsBudget;

/**
 * Bounds on the workers.
 *
 * @param residentBytes resident memory above which a worker is exchanged for its spare
 * @param start how long a worker may take to load its models and connect
 * @param silence how long a worker may say nothing before it is taken for hung
 * @param decode how long one access unit may be in the decoder
 * @param look how long a lane may look at the pictures of one access unit
 * @param reconnect how long a live worker may be without its connections
 * @param finish how long lanes may take to finish their tracks when they are closed
 * @param behind how long a feed may run behind its stream before it drops to a random-access unit
 * @param recycle how long a worker serves at least before it is exchanged for its size
 * @param spare whether a second process stands by
 */
record Limits(
    long residentBytes,
    Duration start,
    Duration silence,
    Duration decode,
    Duration look,
    Duration reconnect,
    Duration finish,
    Duration behind,
    Duration recycle,
    boolean spare) {
  /**
   * A look takes well below a second of processor time, and overload does not make looks longer but
   * fewer: who waits for the processor gives up after 60 ms. A machine that is so busy that a look
   * takes a minute does not let the worker say that it is alive within 15 s either.
   */
  private static final Duration LOOK = Duration.ofMinutes(1);

  static Limits of(AnalyticsBudget budget) {
    return new Limits(
        budget.workerBytes(),
        Duration.ofMinutes(2),
        Duration.ofSeconds(15),
        Duration.ofSeconds(15),
        LOOK,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        Duration.ofMinutes(1),
        budget.spare());
  }
}
