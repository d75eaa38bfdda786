package org.gatehouse.server.wiring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.StreamMasker;
import org.gatehouse.runtime.picture.PictureWatch;
import org.gatehouse.runtime.record.RecordingDesk;
import org.gatehouse.runtime.ring.StreamRing;
import org.gatehouse.runtime.supervise.CameraSupervisor;
import org.gatehouse.runtime.supervise.Lease;
import org.gatehouse.server.config.CameraConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cameras of the running engine. {@link #follow} makes a new list of them true: each part of
 * each camera is touched only if what the list says of that part has changed, so that the others go
 * on as they are. Thread-safe: changes wait for one another, questions wait for nobody.
 */
final class Cameras implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Cameras.class);

  private final Rings rings;
  private final StreamMasker masker;
  private final RecordingDesk recorder;
  private final RecordPlans plans;
  private final Analysis analysis;
  private final CameraSupervisor supervisor;
  private final EngineMetrics metrics;
  private final PictureWatch pictures;
  private final Onvif onvif;
  private final GateWait gates;
  private final Consumer<CameraId> forgotten;

  /** In the order of the configuration. Replaced as a whole under the lock. */
  private volatile Map<CameraId, CameraParts> present = Map.of();

  /** Gate cameras to be opened once their analysis is ready. Guarded by the lock. */
  private final Set<CameraId> waiting = new HashSet<>();

  /** Holds open the sub streams that are recorded or watched. Guarded by the lock. */
  private final Map<CameraId, Lease> subs = new HashMap<>();

  /** Set under the lock. */
  private boolean closed;

  /**
   * None yet.
   *
   * @param forgotten hears of each camera that is gone
   */
  Cameras(
      Rings rings,
      StreamMasker masker,
      RecordingDesk recorder,
      RecordPlans plans,
      Analysis analysis,
      CameraSupervisor supervisor,
      EngineMetrics metrics,
      PictureWatch pictures,
      Onvif onvif,
      GateWait gates,
      Consumer<CameraId> forgotten) {
    this.rings = rings;
    this.masker = masker;
    this.recorder = recorder;
    this.plans = plans;
    this.analysis = analysis;
    this.supervisor = supervisor;
    this.metrics = metrics;
    this.pictures = pictures;
    this.onvif = onvif;
    this.gates = gates;
    this.forgotten = forgotten;
  }

  /** All of them in the order of the configuration. */
  Collection<CameraParts> all() {
    return present.values();
  }

  /** One of them; null if there is none of that id. */
  @Nullable CameraParts find(CameraId id) {
    return present.get(id);
  }

  /** A stream of a camera; null if there is no such camera or it has no such stream. */
  @Nullable StreamRing stream(StreamId stream) {
    CameraParts parts = find(stream.camera());
    if (parts == null) {
      return null;
    }
    return stream.equals(parts.ring().id()) ? parts.ring() : parts.sub();
  }

  /**
   * Makes this list true. A camera that cannot be opened is told in the log and tried again with
   * the next change of it; the others are not held up.
   */
  synchronized void follow(List<CameraConfig> wanted) {
    if (closed) {
      return;
    }
    Map<CameraId, CameraParts> before = withoutThoseMaskedOtherwise(wanted);
    Map<CameraId, CameraParts> after = new LinkedHashMap<>();
    for (CameraConfig config : wanted) {
      CameraParts parts = before.get(config.id());
      after.put(config.id(), next(parts, config));
    }
    present = Collections.unmodifiableMap(after);
    Map<CameraId, CameraParts> gone = new HashMap<>(before);
    gone.keySet().removeAll(after.keySet());
    remove(gone.values());
    for (CameraParts parts : after.values()) {
      CameraParts old = before.get(parts.id());
      if (!parts.equals(old)) {
        guarded(parts.id(), () -> put(old, parts));
      }
    }
    if (!waiting.isEmpty()) {
      gates.thenRun(this::openWaiting);
    }
  }

  /** They begin anew: nothing that a ring of theirs holds may be seen by a later reader. */
  private Map<CameraId, CameraParts> withoutThoseMaskedOtherwise(List<CameraConfig> wanted) {
    Map<CameraId, CameraParts> before = present;
    List<CameraParts> changed = new ArrayList<>();
    for (CameraConfig config : wanted) {
      CameraParts parts = before.get(config.id());
      if (parts != null && parts.masksOtherwise(config)) {
        changed.add(parts);
      }
    }
    if (changed.isEmpty()) {
      return before;
    }
    Map<CameraId, CameraParts> rest = new LinkedHashMap<>(before);
    changed.forEach(parts -> rest.remove(parts.id()));
    present = Collections.unmodifiableMap(rest);
    remove(changed);
    return rest;
  }

  private CameraParts next(@Nullable CameraParts parts, CameraConfig config) {
    if (parts == null) {
      return CameraParts.of(config, rings, masker);
    }
    return parts.config().equals(config) ? parts : parts.with(config, rings);
  }

  private void put(@Nullable CameraParts old, CameraParts now) {
    metrics.camera(now, supervisor, recorder, onvif.notices());
    if (old == null || now.judgedOtherwise(old)) {
      pictures.add(now.id(), now.ring(), now.judged(() -> onvif.turns(now.id())));
    }
    record(old, now);
    analyse(old, now);
    onvif.follow(now.config());
    boolean open = old != null && !waiting.contains(now.id());
    if (!open && now.analysed() && !analysis.health().up()) {
      waiting.add(now.id());
      return;
    }
    waiting.remove(now.id());
    supervise(old, now);
  }

  private void record(@Nullable CameraParts old, CameraParts now) {
    record(now.config().recordsMain(), old != null && old.config().recordsMain(), now.ring(), now);
    StreamRing before = old != null && old.config().recordsSub() ? old.sub() : null;
    StreamRing sub = now.config().recordsSub() ? now.sub() : null;
    if (before != null && before != sub) {
      recorder.remove(before.id());
    }
    if (sub != null) {
      recorder.add(sub, plans.of(now.config()));
    }
    keepOpen(now.id(), sub != null || now.config().watchesSub());
  }

  private void record(boolean wanted, boolean before, StreamRing ring, CameraParts now) {
    if (wanted) {
      recorder.add(ring, plans.of(now.config()));
    } else if (before) {
      recorder.remove(ring.id());
    }
  }

  /** A sub stream is opened on demand: recording it and watching it for motion are such. */
  private void keepOpen(CameraId camera, boolean open) {
    Lease lease = subs.get(camera);
    if (open && lease == null) {
      subs.put(camera, supervisor.want(StreamId.sub(camera)));
    } else if (!open && lease != null) {
      subs.remove(camera);
      lease.close();
    }
  }

  private void analyse(@Nullable CameraParts old, CameraParts now) {
    LaneSource before = old == null ? null : old.lane();
    if (before == now.lane()) {
      return;
    }
    if (old != null && before != null) {
      old.endAnalysis();
      analysis.forget(now.id());
    }
    analysis.open(now);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the new sessions
  private void supervise(@Nullable CameraParts old, CameraParts now) {
    StreamRing sub = old == null ? null : old.sub();
    CompletableFuture<Void> replaced = supervisor.replace(now.plan());
    if (sub != null && sub != now.sub()) {
      replaced.thenRun(() -> rings.close(sub));
    }
  }

  private synchronized void openWaiting() {
    Set<CameraId> opened = Set.copyOf(waiting);
    waiting.clear();
    for (CameraId id : opened) {
      CameraParts parts = present.get(id);
      if (parts != null && !closed) {
        guarded(id, () -> supervise(null, parts));
      }
    }
  }

  /** Leaves them all at once, then ends what read from them. */
  private void remove(Collection<CameraParts> gone) {
    List<CompletableFuture<Void>> left = new ArrayList<>();
    for (CameraParts parts : gone) {
      waiting.remove(parts.id());
      onvif.forget(parts.id());
      left.add(supervisor.remove(parts.id()));
    }
    left.forEach(CompletableFuture::join);
    for (CameraParts parts : gone) {
      parts.endAnalysis();
      analysis.forget(parts.id());
      recorder.remove(parts.ring().id());
      recorder.remove(StreamId.sub(parts.id()));
      keepOpen(parts.id(), false);
      plans.forget(parts.id());
      pictures.remove(parts.id());
      if (parts.masked() != null) {
        parts.masked().close();
      }
      rings.close(parts.ring());
      if (parts.sub() != null) {
        rings.close(parts.sub());
      }
      metrics.forget(parts.id());
      forgotten.accept(parts.id());
      log.info("camera {}: removed", parts.id());
    }
  }

  private static void guarded(CameraId id, Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      log.error(
          "camera {}: cannot be opened: {}; correct its configuration", id, e.getMessage(), e);
    }
  }

  /** Follows no more. The cameras themselves are left by the supervisor. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    gates.close();
  }
}
