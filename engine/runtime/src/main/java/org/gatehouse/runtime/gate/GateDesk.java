package org.gatehouse.runtime.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.NoReadReport;
import org.gatehouse.contract.vision.PassageReport;
import org.jspecify.annotations.Nullable;

/** All gate lanes of a site. Hands on what cameras report, and never waits. Thread-safe. */
public final class GateDesk implements AutoCloseable {
  private final Map<String, GateLane> lanes = new LinkedHashMap<>();
  private final Map<CameraId, GateLane> byCamera = new HashMap<>();

  private final @Nullable Passes passes;

  private GateDesk() {
    passes = null;
  }

  /** Of a site without gates. */
  public static GateDesk none() {
    return new GateDesk();
  }

  /**
   * Not started yet.
   *
   * @param lanes the rules of each, with its barrier, which it closes
   */
  public GateDesk(Map<LaneRules, BarrierDriver> lanes, GateParts parts) {
    Passes visitors = new Passes(parts.lists());
    passes = visitors;
    lanes.forEach(
        (rules, driver) -> {
          GateLane lane = new GateLane(rules, driver, parts, visitors);
          this.lanes.put(rules.name(), lane);
          rules.cameras().forEach(camera -> byCamera.put(camera, lane));
        });
  }

  /**
   * Begins to decide.
   *
   * @throws org.gatehouse.contract.storage.StorageException if it cannot be read what an earlier
   *     run left
   */
  public GateDesk start() {
    lanes.values().forEach(GateLane::start);
    return this;
  }

  /** A camera's report arrived. */
  public void passage(PassageReport report) {
    GateLane lane = byCamera.get(report.stream().camera());
    if (lane != null) {
      lane.passage(report);
    }
  }

  /** Likewise, of a vehicle without a plate. */
  public void noRead(NoReadReport report) {
    GateLane lane = byCamera.get(report.stream().camera());
    if (lane != null) {
      lane.noRead(report);
    }
  }

  /** How all lanes are, in their order. */
  public List<LaneStatus> all() {
    List<LaneStatus> all = new ArrayList<>();
    lanes.values().forEach(lane -> all.add(lane.status()));
    return all;
  }

  /** How a lane is; null if there is none of that name. */
  public @Nullable LaneStatus find(String name) {
    GateLane lane = lanes.get(name);
    return lane == null ? null : lane.status();
  }

  /**
   * A person asks for something; completes when it is decided and, if the barrier is to be told, on
   * disk that it will be.
   *
   * @throws IllegalArgumentException if there is no such lane
   */
  public CompletableFuture<GateReply> ask(String name, GateRequest request) {
    GateLane lane = lanes.get(name);
    if (lane == null) {
      throw new IllegalArgumentException("there is no lane " + name);
    }
    return lane.ask(request);
  }

  @Override
  public void close() {
    lanes.values().forEach(GateLane::close);
    if (passes != null) {
      passes.close();
    }
  }
}
