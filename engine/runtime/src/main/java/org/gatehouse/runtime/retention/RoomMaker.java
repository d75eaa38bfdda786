package org.gatehouse.runtime.retention;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.DeletionCause;

/** Finds what is too much, by volume, in all, by class and by camera. Owner: the loop's thread. */
final class RoomMaker {
  private final Collection<KeptVolume> volumes;
  private final int most;

  /** Volumes of which not enough may go, and how many bytes are missing. */
  private final Map<KeptVolume, Long> full = new HashMap<>();

  RoomMaker(Collection<KeptVolume> volumes, int most) {
    this.volumes = volumes;
    this.most = most;
  }

  /** What must go for the volumes' sake. */
  Set<Victim> forVolumes(Selection selection, RetentionPlan plan) {
    Set<Victim> victims = new LinkedHashSet<>();
    full.clear();
    for (KeptVolume volume : scanned()) {
      long missing = volume.missingRoom();
      long need = Math.max(missing, volume.overQuota());
      if (need > 0) {
        DeletionCause cause =
            missing >= volume.overQuota() ? DeletionCause.ROOM : DeletionCause.QUOTA;
        List<Victim> found =
            selection.forRoom(List.of(volume), _ -> true, cause, need, volume.spare(), most);
        long short_ = need - bytes(found);
        if (short_ > 0 && found.size() < most) {
          full.put(volume, short_);
        }
        victims.addAll(found);
      }
    }
    victims.addAll(inAll(selection, plan, bytes(victims)));
    return victims;
  }

  private List<Victim> inAll(Selection selection, RetentionPlan plan, long goes) {
    long over = -goes;
    for (KeptVolume volume : volumes) {
      over += volume.ledger.bytes();
    }
    over -= plan.quota();
    if (plan.quota() == Volume.UNLIMITED || over <= 0) {
      return List.of();
    }
    List<Victim> found =
        selection.forRoom(
            scanned(), _ -> true, DeletionCause.QUOTA, over, plan.quota() / 200, most);
    long missing = over - bytes(found);
    if (missing > 0 && found.size() < most && !volumes.isEmpty()) {
      full.merge(volumes.iterator().next(), missing, Math::max);
    }
    return found;
  }

  /** What must go because a class or a camera has more than it may. */
  Set<Victim> forCameras(Selection selection, RetentionPlan plan) {
    Map<Terms, Long> byClass = new HashMap<>();
    Map<CameraId, Long> byCamera = new HashMap<>();
    for (KeptVolume volume : volumes) {
      for (StreamId stream : volume.ledger.streams()) {
        long bytes = volume.ledger.bytes(stream);
        byClass.merge(plan.of(stream.camera()), bytes, Long::sum);
        byCamera.merge(stream.camera(), bytes, Long::sum);
      }
    }
    Set<Victim> victims = new LinkedHashSet<>();
    byClass.forEach(
        (terms, bytes) ->
            victims.addAll(
                over(
                    selection,
                    camera -> plan.of(camera).equals(terms),
                    DeletionCause.CLASS_QUOTA,
                    bytes,
                    terms.quota())));
    byCamera.forEach(
        (camera, bytes) ->
            victims.addAll(
                over(
                    selection,
                    camera::equals,
                    DeletionCause.CAMERA_QUOTA,
                    bytes,
                    plan.of(camera).cameraQuota())));
    return victims;
  }

  private List<Victim> over(
      Selection selection, Predicate<CameraId> whose, DeletionCause cause, long bytes, long quota) {
    return bytes <= quota
        ? List.of()
        : selection.forRoom(scanned(), whose, cause, bytes - quota, quota / 200, most);
  }

  private List<KeptVolume> scanned() {
    return volumes.stream().filter(KeptVolume::scanned).toList();
  }

  private static long bytes(Collection<Victim> victims) {
    return victims.stream().mapToLong(Victim::bytes).sum();
  }

  /** As of the last call of {@link #forVolumes}. */
  Map<KeptVolume, Long> full() {
    return full;
  }
}
