package org.gatehouse.server.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatehouse.contract.list.ListChange;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.list.VehicleListStore;

/** Lists in memory, one entry for a plate and a kind. */
final class MemoryVehicles implements VehicleListStore {
  private final Map<String, ListEntry> entries = new TreeMap<>();

  /** Runs before a change is made. */
  volatile Runnable beforeApply = () -> {};

  private static String key(ListEntry entry) {
    return entry.plate() + " " + entry.kind().code();
  }

  @Override
  public long revision() {
    return 1;
  }

  @Override
  public synchronized long size() {
    return entries.size();
  }

  @Override
  public synchronized void read(Consumer<Kept> each) {
    entries.values().forEach(entry -> each.accept(new Kept(entry, 0)));
  }

  @Override
  public synchronized List<ListEntry> of(String plate) {
    return entries.values().stream().filter(entry -> entry.plate().equals(plate)).toList();
  }

  @Override
  public synchronized List<ListEntry> after(String plate, int plates) {
    Set<String> wanted = new LinkedHashSet<>();
    List<ListEntry> page = new ArrayList<>();
    for (ListEntry entry : entries.values()) {
      boolean behind = entry.plate().compareTo(plate) > 0;
      if (behind && (wanted.size() < plates || wanted.contains(entry.plate()))) {
        wanted.add(entry.plate());
        page.add(entry);
      }
    }
    return page;
  }

  @Override
  public ListChange change() {
    return new Change();
  }

  @Override
  public OptionalInt use(ListEntry entry, UUID passage, Instant at) {
    return OptionalInt.empty();
  }

  @Override
  public void close() {}

  private final class Change implements ListChange {
    private final Map<String, ListEntry> put = new LinkedHashMap<>();
    private final Set<String> cleared = new LinkedHashSet<>();

    @Override
    public boolean put(ListEntry entry) {
      return put.putIfAbsent(key(entry), entry) == null;
    }

    @Override
    public void clear(String plate) {
      cleared.add(plate);
    }

    @Override
    public Counts counts(boolean whole) {
      return new Counts(put.size(), 0, 0, 0);
    }

    @Override
    public void fresh(Consumer<ListEntry> each) {
      put.values().forEach(each);
    }

    @Override
    public Counts apply(boolean whole) {
      beforeApply.run();
      synchronized (MemoryVehicles.this) {
        entries.values().removeIf(entry -> whole || cleared.contains(entry.plate()));
        entries.putAll(put);
      }
      return counts(whole);
    }

    @Override
    public void close() {}
  }
}
