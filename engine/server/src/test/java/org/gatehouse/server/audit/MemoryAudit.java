package org.gatehouse.server.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.audit.AuditChain;
import org.gatehouse.contract.audit.AuditEntry;
import org.gatehouse.contract.audit.AuditPoint;
import org.gatehouse.contract.audit.AuditRow;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Audit rows in memory, and logs on them whose heads nobody keeps. */
public final class MemoryAudit implements AuditStore {
  private final List<AuditRow> rows = new ArrayList<>();

  /** While it is set nothing can be added. */
  public volatile boolean full;

  /** Nothing of that action can be added while it is set. */
  public volatile @Nullable String refused;

  /** While it is set, adding ends in an error of the machine. */
  public volatile boolean broken;

  /** A log on this store. */
  public AuditLog log() {
    return new AuditLog(
        this,
        new HeadKeeper() {
          @Override
          public String signed(AuditHead head) {
            return """
            {"format":"x","beginSequence":%d,"beginHash":"x","endSequence":%d,"endHash":"x",\
            "time":"%s","key":"x","signature":"x"}
            """
                .formatted(head.begin().sequence(), head.end().sequence(), head.time());
          }

          @Override
          public void keep(AuditHead head) {}

          @Override
          public void compare(AuditStore store) {}
        },
        Ticker.system());
  }

  /** The rows as lines of text. */
  public synchronized List<String> lines() {
    return rows.stream()
        .map(row -> row.entry().action() + " by " + row.entry().who() + " " + row.entry())
        .toList();
  }

  @Override
  public synchronized List<AuditRow> append(List<AuditEntry> entries) {
    if (broken) {
      throw new StackOverflowError("too deep");
    }
    if (full || entries.stream().anyMatch(entry -> entry.action().equals(refused))) {
      throw new StorageException("no room", new IllegalStateException());
    }
    List<AuditRow> added = new ArrayList<>();
    for (AuditEntry entry : entries) {
      AuditRow row = AuditChain.next(end(), entry);
      rows.add(row);
      added.add(row);
    }
    return added;
  }

  @Override
  public AuditPoint begin() {
    return AuditPoint.START;
  }

  @Override
  public synchronized AuditPoint end() {
    return rows.isEmpty() ? AuditPoint.START : rows.getLast().point();
  }

  @Override
  public synchronized List<AuditRow> after(long sequence, int limit) {
    return rows.stream().filter(row -> row.sequence() > sequence).limit(limit).toList();
  }

  @Override
  public synchronized List<AuditRow> before(long sequence, int limit) {
    return rows.reversed().stream().filter(row -> row.sequence() < sequence).limit(limit).toList();
  }

  @Override
  public @Nullable AuditPoint lastBefore(Instant time, int most) {
    return null;
  }

  @Override
  public void cut(AuditPoint point) {}

  @Override
  public void close() {}
}
