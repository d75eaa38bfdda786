package org.gatehouse.runtime.record;

import org.gatehouse.contract.storage.SegmentKey;

/**
 * Is told what becomes of segments, by the recorder's thread and by those that wait for the disk.
 * Must not block.
 */
public interface SegmentWatch {
  /** Nobody watches. */
  SegmentWatch NONE =
      new SegmentWatch() {
        @Override
        public void opened(SegmentKey segment) {}

        @Override
        public void grew(long bytes) {}

        @Override
        public void closed(SegmentKey segment, long bytes) {}
      };

  /** A segment begins; it must not be touched until it is closed. */
  void opened(SegmentKey segment);

  /** Segments that are open have grown by so many bytes together. */
  void grew(long bytes);

  /** A segment is finished at that size; 0 if nothing came into it and it is gone. */
  void closed(SegmentKey segment, long bytes);
}
