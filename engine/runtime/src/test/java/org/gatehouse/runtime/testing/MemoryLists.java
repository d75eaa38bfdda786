package org.gatehouse.runtime.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.VehicleListStore;

/** Keeps lists of vehicles in memory; changes are made by whoever has it. */
public final class MemoryLists implements VehicleListStore {
  public final List<ListEntry> entries = new ArrayList<>();
  public final Map<ListEntry, Set<UUID>> used = new HashMap<>();
  public long revision;

  /** Runs when all entries are to be read, before they are. */
  public volatile Runnable beforeRead = () -> {};

  /** Runs when a pass is to be used, before it is. */
  public volatile Runnable beforeUse = () -> {};

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long size() {
    return entries.size();
  }

  @Override
  public void read(Consumer<Kept> each) {
    beforeRead.run();
    entries.forEach(
        entry -> each.accept(new Kept(entry, used.getOrDefault(entry, Set.of()).size())));
  }

  @Override
  public List<ListEntry> of(String plate) {
    return entries.stream().filter(entry -> entry.plate().equals(plate)).toList();
  }

  @Override
  public List<ListEntry> after(String plate, int plates) {
    throw new UnsupportedOperationException("not asked for here");
  }

  @Override
  public ListChange change() {
    throw new UnsupportedOperationException("not asked for here");
  }

  @Override
  public OptionalInt use(ListEntry entry, UUID passage, Instant at) {
    beforeUse.run();
    Set<UUID> passages = used.computeIfAbsent(entry, fresh -> new HashSet<>());
    passages.add(passage);
    return passages.size() > entry.passes()
        ? OptionalInt.empty()
        : OptionalInt.of(entry.passes() - passages.size());
  }

  @Override
  public void close() {}
}
