package org.gatehouse.server.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.runtime.gate.LaneCommand;
import org.gatehouse.runtime.gate.LaneStatus;
import org.gatehouse.runtime.gate.Verdict;
import org.jspecify.annotations.Nullable;

/** Gate lanes as answers have them. Pure. */
final class LaneTree {
  private LaneTree() {}

  static Map<String, @Nullable Object> of(LaneStatus lane) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("name", lane.name());
    tree.put("direction", lane.direction().word());
    tree.put("front", lane.front().stream().map(CameraId::value).toList());
    tree.put("rear", lane.rear().stream().map(CameraId::value).toList());
    tree.put("position", lane.barrier().position().word());
    tree.put("loop", lane.barrier().loop().word());
    tree.put("trouble", lane.trouble());
    tree.put("held", lane.held());
    tree.put("closeWaits", lane.closeWaits());
    tree.put("openUntil", text(lane.openUntil()));
    tree.put("vehicle", vehicle(lane.vehicle()));
    tree.put("commands", lane.commands().stream().map(LaneTree::command).toList());
    return tree;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Map<String, @Nullable Object> vehicle(
      LaneStatus.@Nullable Vehicle vehicle) {
    if (vehicle == null) {
      return null;
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("passageId", vehicle.passageId());
    tree.put("plate", vehicle.plate().isEmpty() ? null : vehicle.plate());
    tree.put("seenAt", vehicle.seenAt().toString());
    tree.put("left", vehicle.left());
    tree.put("verdict", verdict(vehicle.verdict()));
    return tree;
  }

  static @Nullable Map<String, Object> verdict(@Nullable Verdict verdict) {
    return verdict == null
        ? null
        : Map.of(
            "outcome", verdict.outcome().word(),
            "reason", verdict.reason().word(),
            "standing", verdict.standing().name().toLowerCase(Locale.ROOT));
  }

  private static Map<String, @Nullable Object> command(LaneCommand command) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", command.id().toString());
    tree.put("action", command.action().word());
    tree.put("passageId", command.passageId().isEmpty() ? null : command.passageId());
    tree.put("by", command.byPerson() ? "person" : "lists");
    tree.put("state", command.state().word());
    tree.put("decidedAt", command.decidedAt().toString());
    tree.put("sentAt", text(command.sentAt()));
    tree.put("endedAt", text(command.endedAt()));
    tree.put("detail", command.detail());
    return tree;
  }
}
