package org.gatehouse.camera.session;

import java.time.Duration;

/**
 * How long a session waits.
 *
 * @param connect for the TCP connection, and again for TLS
 * @param reply for the answer to each request
 * @param firstMedia for the first media packet after PLAY
 * @param firstDatagram for the first media packet over UDP, where another transport can be tried
 * @param stall for further media packets, at least; three frame intervals if that is longer
 * @param receiverReport between receiver reports; some cameras want to hear something every 5 s
 * @param farewell for the answer to TEARDOWN
 */
record SessionTimings(
    Duration connect,
    Duration reply,
    Duration firstMedia,
    Duration firstDatagram,
    Duration stall,
    Duration receiverReport,
    Duration farewell) {
  static SessionTimings standard() {
    return new SessionTimings(
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(4),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofMillis(700));
  }
}
