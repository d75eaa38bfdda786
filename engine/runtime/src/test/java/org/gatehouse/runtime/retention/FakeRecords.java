package org.gatehouse.runtime.retention;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.RetentionMemory;
import org.gatehouse.contract.storage.RetentionNote;
import org.gatehouse.contract.storage.RetentionRecords;
import org.gatehouse.contract.storage.StorageFullException;
import org.gatehouse.runtime.testing.FakeTicker;

/** Holds, journal and memory without a disk. */
final class FakeRecords implements RetentionRecords {
  List<Hold> holds = List.of();
  final List<RetentionNote> journal = new ArrayList<>();

  /** Of a process that ended just when the simulated time begins. */
  RetentionMemory memory = new RetentionMemory(FakeTicker.START, Map.of(), Map.of(), Map.of());

  boolean full;

  @Override
  public List<Hold> holds() {
    return holds;
  }

  @Override
  public void holds(Collection<Hold> all) {
    check();
    holds = List.copyOf(all);
  }

  @Override
  public void journal(List<RetentionNote> notes) {
    check();
    journal.addAll(notes);
  }

  @Override
  public List<RetentionNote.Deleted> deletedSince(Instant since) {
    return notes(RetentionNote.Deleted.class).stream()
        .filter(note -> !note.at().isBefore(since))
        .toList();
  }

  @Override
  public RetentionMemory memory() {
    return memory;
  }

  @Override
  public void memory(RetentionMemory next) {
    check();
    memory = next;
  }

  private void check() {
    if (full) {
      throw new StorageFullException("no room", new IOException("No space left on device"));
    }
  }

  <T extends RetentionNote> List<T> notes(Class<T> type) {
    return journal.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
