package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * One camera: its streams and the door that they share. Owned by the supervisor thread; only the
 * streams' {@code status} may be asked from elsewhere.
 */
final class SupervisedCamera {
  /** So that a viewer who switches to and fro finds the stream still open. */
  private static final Duration LINGER = Duration.ofSeconds(15);

  private final CredentialBudget credentials;
  private final Demand demand;
  private final SupervisorLoop loop;
  private final CameraSpec mainSpec;
  private final @Nullable CameraSpec subSpec;
  private final SupervisedStream main;
  private final @Nullable SupervisedStream sub;
  private volatile CameraPlan plan;
  private boolean begun;
  private boolean stopped;

  SupervisedCamera(CameraPlan plan, Demand demand, Surroundings around) {
    this.plan = plan;
    this.demand = demand;
    this.loop = around.loop();
    this.mainSpec = plan.main().spec().get();
    around.adapters().of(mainSpec);
    this.credentials =
        around.credentials().budget(plan.id(), String.valueOf(mainSpec.url().getHost()));
    this.main = stream(StreamId.main(plan.id()), plan.main(), mainSpec, around);
    StreamPlan small = plan.sub();
    this.subSpec = small == null ? null : small.spec().get();
    if (small != null && subSpec != null) {
      around.adapters().of(subSpec);
      this.sub = stream(StreamId.sub(plan.id()), small, subSpec, around);
    } else {
      this.sub = null;
    }
  }

  private SupervisedStream stream(
      StreamId id, StreamPlan part, CameraSpec first, Surroundings around) {
    return new SupervisedStream(id, part, first, plan.group(), credentials, around);
  }

  CameraId id() {
    return plan.id();
  }

  CredentialBudget credentials() {
    return credentials;
  }

  SupervisedStream main() {
    return main;
  }

  @Nullable SupervisedStream sub() {
    return sub;
  }

  /** Its streams, one or two. */
  Stream<SupervisedStream> streams() {
    return sub == null ? Stream.of(main) : Stream.of(main, sub);
  }

  /** Opens what is to be open, now and later. */
  void begin() {
    begun = true;
    streams().forEach(this::settle);
  }

  /** What somebody wants of it changed. */
  void wanted(StreamId id) {
    streams().filter(stream -> stream.id().equals(id)).forEach(this::settle);
  }

  private void settle(SupervisedStream stream) {
    if (stopped || !begun) {
      return;
    }
    if (needed(stream)) {
      stream.open();
    } else {
      loop.schedule(LINGER, () -> leaveUnneeded(stream));
    }
  }

  private void leaveUnneeded(SupervisedStream stream) {
    if (!stopped && !needed(stream)) {
      stream.idle();
    }
  }

  private boolean needed(SupervisedStream stream) {
    return (stream == main && plan.always()) || demand.any(stream.id());
  }

  /** True if the sessions that this plan needs are those that the present plan has. */
  boolean serves(CameraPlan other) {
    StreamPlan small = plan.sub();
    StreamPlan otherSmall = other.sub();
    return plan.main().writer() == other.main().writer()
        && mainSpec.equals(other.main().spec().get())
        && (small == null ? null : small.writer())
            == (otherSmall == null ? null : otherSmall.writer())
        && Objects.equals(subSpec, otherSmall == null ? null : otherSmall.spec().get());
  }

  /** Takes what changed without touching the sessions. */
  void amend(CameraPlan other) {
    plan = other;
    streams().forEach(stream -> stream.move(other.group()));
    streams().forEach(this::settle);
  }

  /** Tries again at once what failed or waits, forgetting refusals. */
  void restart() {
    credentials.forget();
    streams().forEach(SupervisedStream::restart);
  }

  /** Leaves the camera for good; completes once its sessions have ended. */
  CompletableFuture<Void> stop() {
    stopped = true;
    return CompletableFuture.allOf(
        streams().map(SupervisedStream::stop).toArray(CompletableFuture<?>[]::new));
  }
}
