package org.gatehouse.runtime.footage;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.contract.storage.RetentionMemory.Span;
import org.jspecify.annotations.Nullable;

/** What a running engine knows of gaps that no file tells. Thread-safe; does not wait. */
public interface GapKnowledge {
  /** Nothing: there are only the files. */
  GapKnowledge NONE =
      new GapKnowledge() {
        @Override
        public List<Span> deleted(StreamId stream, Instant from, Instant to) {
          return List.of();
        }

        @Override
        public @Nullable GapCause now(StreamId stream) {
          return null;
        }
      };

  /** When the recordings were, between those times, that were deleted; oldest first. */
  List<Span> deleted(StreamId stream, Instant from, Instant to);

  /** Why the stream is not recorded at this moment; null if it is, or nobody knows. */
  @Nullable GapCause now(StreamId stream);
}
