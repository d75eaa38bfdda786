package org.gatehouse.runtime.supervise;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;

/**
 * What every supervised stream shares with the others. Used on the supervisor thread.
 *
 * @param notices hears on the sessions' I/O threads
 */
record Surroundings(
    AdapterTable adapters,
    SupervisorLoop loop,
    Ticker ticker,
    RandomGenerator random,
    StartGate gate,
    RecoveryWave wave,
    CredentialBook credentials,
    Consumer<SupervisedStream> changed,
    BiConsumer<CameraId, CameraNotice> notices) {
  Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
