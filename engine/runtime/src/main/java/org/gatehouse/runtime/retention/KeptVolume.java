package org.gatehouse.runtime.retention;

import java.io.IOException;
import org.gatehouse.contract.storage.SegmentStore;

/** A volume and what is known to lie on it. Thread-safe but for the scan, the loop's thread's. */
final class KeptVolume {
  private final Volume volume;
  final VolumeLedger ledger = new VolumeLedger();
  private boolean scanned;

  KeptVolume(Volume volume) {
    this.volume = volume;
  }

  SegmentStore store() {
    return volume.store();
  }

  /** Whether the disk was read through: before that nothing on it is deleted. */
  boolean scanned() {
    return scanned;
  }

  /** Reads the disk through. */
  void scan() throws IOException {
    volume.store().scan(ledger::found);
    scanned = true;
  }

  /** Bytes that are there beyond its quota, or missing of its reserve; not positive if all fits. */
  long excess() {
    return Math.max(overQuota(), missingRoom());
  }

  long overQuota() {
    return ledger.bytes() - volume.quota();
  }

  long missingRoom() {
    long free = volume.reserve() == 0 ? -1 : volume.free().getAsLong();
    return free < 0 ? 0 : volume.reserve() - free;
  }

  /** A little more than is needed, so that not every second needs a deletion. */
  long spare() {
    long ofQuota = volume.quota() == Volume.UNLIMITED ? 0 : volume.quota() / 200;
    return Math.max(ofQuota, volume.reserve() / 4);
  }

  /** Bytes that recordings could take here. */
  long capacity() {
    long free = volume.free().getAsLong();
    long room = free < 0 ? Volume.UNLIMITED : ledger.bytes() + free - volume.reserve();
    return Math.max(0, Math.min(volume.quota(), room));
  }

  @Override
  public String toString() {
    return store().root().toString();
  }
}
