package org.gatehouse.bench.delivery;

/** What kind of destination is measured. */
enum Sink {
  /** A backend that takes signed webhooks. */
  WEBHOOK,
  /** Debian's mosquitto, and a subscriber of it. */
  MQTT,
  /** A broker from Maven Central, and a consumer of it. */
  KAFKA
}
