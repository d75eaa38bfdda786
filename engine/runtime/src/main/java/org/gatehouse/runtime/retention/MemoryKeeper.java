package org.gatehouse.runtime.retention;

import java.time.Instant;
import java.util.List;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.RetentionRecords;
import org.gatehouse.contract.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries over a restart what cannot be seen on the disk: promises that were broken, classes of
 * cameras that were removed, and when the recordings were that are gone. What happened between the
 * last time that it was written and a crash is in the journal. Owner: the loop's thread.
 */
final class MemoryKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  private final RetentionRecords records;
  private final BrokenPromises broken;
  private final ClassBook classes;
  private final DeletedTimes deleted;
  private RetentionMemory written = RetentionMemory.NONE;

  MemoryKeeper(
      RetentionRecords records, BrokenPromises broken, ClassBook classes, DeletedTimes deleted) {
    this.records = records;
    this.broken = broken;
    this.classes = classes;
    this.deleted = deleted;
  }

  /** Remembers what was known before, once; the plan must be complete afterwards. */
  void restore() {
    written = records.memory();
    broken.restore(written.broken());
    classes.restore(written.classes());
    deleted.restore(written.deleted());
  }

  /** When that was known. */
  Instant at() {
    return written.at();
  }

  /** Learns from the journal what was not written any more. */
  void catchUp(RetentionPlan plan) {
    List<RetentionNote.Deleted> notes = records.deletedSince(written.at());
    for (RetentionNote.Deleted note : notes) {
      deleted.add(note);
      if (note.early()) {
        Terms terms = plan.of(note.stream().camera());
        broken.broken(note.stream().camera(), note.last().toEpochMilli(), terms, note.at());
      }
    }
  }

  /** Writes what is known, if that is anything else than before. */
  void write(Instant now) {
    RetentionMemory known = known(now);
    if (!known.broken().equals(written.broken())
        || !known.classes().equals(written.classes())
        || !known.deleted().equals(written.deleted())) {
      write(known);
    }
  }

  /** Writes it at the end in any case: the next start sees by it that the clock is right. */
  void writeLast(Instant now) {
    write(known(now));
  }

  private RetentionMemory known(Instant now) {
    return new RetentionMemory(now, broken.all(), classes.all(), deleted.all(now));
  }

  private void write(RetentionMemory known) {
    try {
      records.memory(known);
      written = known;
    } catch (StorageException e) {
      LOG.warn(
          "retention: what is deleted and promised is not remembered over a restart: {}; tried"
              + " again in five minutes",
          e.getMessage());
    }
  }
}
