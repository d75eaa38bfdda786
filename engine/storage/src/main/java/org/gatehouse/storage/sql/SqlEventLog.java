package org.gatehouse.storage.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.gatehouse.contract.event.Event;
import org.gatehouse.contract.event.EventFilter;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.EventLog;
import org.gatehouse.contract.storage.EventTypes;
import org.gatehouse.contract.storage.Hold;
import org.gatehouse.contract.storage.PlateQuery;
import org.gatehouse.contract.storage.PlateReads;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.storage.StoredRead;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event log in a database. Thread-safe: changes go through {@link LogWriter}, reads through
 * {@link LogReaders}.
 */
public final class SqlEventLog implements EventLog, PlateReads {
  private static final Logger log = LoggerFactory.getLogger(SqlEventLog.class);

  /** How long deleting may hold up others in one go, before its commit. */
  private static final Duration TURN = Duration.ofMillis(15);

  private final LogWriter writer;
  private final LogReaders readers;
  private final Pace turns = new Pace();
  private final UnreadableRows unreadable = new UnreadableRows();
  private final RecentEvents recent;
  private final AutoCloseable lock;
  private volatile Map<String, EventFilter> filters = Map.of();

  private SqlEventLog(
      LogWriter writer, LogReaders readers, RecentEvents recent, AutoCloseable lock) {
    this.writer = writer;
    this.readers = readers;
    this.recent = recent;
    this.lock = lock;
  }

  /**
   * Begins to use a database whose tables are there.
   *
   * @param connection the one that changes things
   * @param lock closed after the log is
   * @throws SQLException if it cannot be read; the connection is open then
   */
  public static SqlEventLog start(
      LogDatabase database, LogConnection connection, AutoCloseable lock) throws SQLException {
    LogReaders readers = new LogReaders(database);
    LogWriter writer = new LogWriter(database, connection);
    writer.start();
    return new SqlEventLog(writer, readers, database.recent(), lock);
  }

  @Override
  public StoredEvent append(Event event) {
    StoredEvent stored = writer.write(connection -> append(connection, event));
    recent.add(stored);
    return stored;
  }

  private StoredEvent append(LogConnection connection, Event event) throws SQLException {
    long sequence = EventRows.insert(connection, event);
    if (sequence == EventRows.KNOWN) {
      return Objects.requireNonNull(EventRows.find(connection, event.id()));
    }
    ReadRows.note(connection, sequence, event);
    for (Map.Entry<String, EventFilter> destination : filters.entrySet()) {
      if (destination.getValue().wants(destination.getKey(), event)) {
        Ledger.owe(connection, destination.getKey(), sequence, event.camera().value());
      }
    }
    return new StoredEvent(sequence, event);
  }

  @Override
  public void destinations(Map<String, EventFilter> wanted) {
    Map<String, EventFilter> copy = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    change(connection -> Ledger.declare(connection, List.copyOf(copy.keySet())));
    filters = copy;
  }

  @Override
  public @Nullable StoredEvent find(UUID id) {
    return readers.read(connection -> EventRows.find(connection, id));
  }

  @Override
  public List<StoredEvent> after(long sequence, int limit) {
    return readers.read(
        connection ->
            EventRows.page(
                connection, "e.sequence > ? ORDER BY e.sequence", sequence, limit, unreadable));
  }

  @Override
  public List<StoredEvent> before(long sequence, int limit) {
    return readers.read(
        connection ->
            EventRows.page(
                connection,
                "e.sequence < ? ORDER BY e.sequence DESC",
                sequence,
                limit,
                unreadable));
  }

  @Override
  public List<EventCount> counts(CameraId camera, Instant from, Instant to, Duration stretch) {
    return readers.read(connection -> EventCounts.of(connection, camera, from, to, stretch));
  }

  @Override
  public List<StoredRead> search(PlateQuery query) {
    if (!query.isBounded()) {
      throw new IllegalArgumentException("a query that would look at everything: " + query);
    }
    return readers.read(connection -> connection.dialect().search(connection, query));
  }

  @Override
  public @Nullable StoredRead correct(UUID event, StoredRead.Correction correction) {
    return writer.<@Nullable StoredRead>write(
        connection -> ReadRows.correct(connection, event, correction));
  }

  @Override
  public List<PendingDelivery> due(
      String destination, Instant now, int limit, Set<CameraId> except) {
    return readers.read(connection -> Outstanding.due(connection, destination, now, limit, except));
  }

  @Override
  public @Nullable PendingDelivery next(String destination, CameraId camera, Instant now) {
    return readers.read(connection -> Outstanding.next(connection, destination, camera, now));
  }

  @Override
  public @Nullable Instant nextDue(String destination) {
    return readers.read(connection -> Outstanding.nextDue(connection, destination));
  }

  @Override
  public void delivered(String destination, long sequence) {
    change(connection -> Ledger.delivered(connection, destination, sequence));
  }

  @Override
  public void retry(String destination, long sequence, Instant next, String reason) {
    change(connection -> Ledger.retry(connection, destination, sequence, next, reason));
  }

  @Override
  public void park(String destination, long sequence, String reason) {
    change(connection -> Ledger.park(connection, destination, sequence, reason));
  }

  @Override
  public void dueNow(String destination) {
    change(connection -> Ledger.dueNow(connection, destination));
  }

  @Override
  public int replay(String destination, Replay which) {
    return switch (which) {
      case Replay.One one ->
          writer.write(connection -> Ledger.replay(connection, destination, one));
      case Replay.Parked parked -> replay(destination, Ledger.PARKED, parked.from(), parked.to());
      case Replay.Range range -> replay(destination, Ledger.SETTLED, range.from(), range.to());
    };
  }

  /** Page by page from the oldest on, in turns likewise: so order within a camera is kept. */
  private int replay(String destination, String which, long from, long to) {
    int count = 0;
    long next = from;
    while (true) {
      long start = next;
      Ledger.Page page =
          turns.turn(
              () ->
                  writer.<Ledger.@Nullable Page>writeAlone(
                      connection -> Ledger.replay(connection, destination, which, start, to)));
      if (page == null) {
        return count;
      }
      count += page.count();
      next = page.last() + 1;
    }
  }

  @Override
  public List<Unsent> unsent(String destination, boolean parked, long after, int limit) {
    return readers.read(
        connection -> Outstanding.unsent(connection, destination, parked, after, limit));
  }

  @Override
  public List<Delivery> deliveries(long sequence) {
    return readers.read(connection -> Outstanding.of(connection, sequence));
  }

  @Override
  public Backlog backlog(String destination) {
    return readers.read(connection -> Outstanding.backlog(connection, destination));
  }

  @Override
  public Set<UUID> ids(CameraId camera, Instant from, Instant to) {
    return readers.read(connection -> EventRows.ids(connection, camera, from, to));
  }

  @Override
  public Deleted deleteBefore(Instant time, EventTypes types, List<Hold> keep, int most) {
    return forget(readers.read(connection -> Forgetting.old(connection, time, types, keep, most)));
  }

  /**
   * In short turns, between which what others write has its own. What one failed to do is left: who
   * asked is to know what those before it did.
   */
  private Deleted forget(List<Long> events) {
    int deleted = 0;
    Map<String, Long> undelivered = new TreeMap<>();
    List<Long> left = events;
    while (!left.isEmpty()) {
      Forgetting.Turn turn;
      try {
        turn = turn(left);
      } catch (StorageException e) {
        if (deleted == 0) {
          throw e;
        }
        log.warn(
            "after {} events deleting stopped: {}; to be gone on with", deleted, e.getMessage());
        break;
      }
      Deleted part = turn.deleted();
      deleted += part.events();
      part.undelivered().forEach((name, count) -> undelivered.merge(name, count, Long::sum));
      left = left.subList(turn.tried(), left.size());
    }
    return new Deleted(deleted, undelivered);
  }

  private Forgetting.Turn turn(List<Long> events) {
    return turns.turn(
        () -> writer.writeAlone(connection -> Forgetting.delete(connection, events, TURN)));
  }

  @Override
  public List<UUID> ofPlate(Set<String> texts) {
    return readers.readPatiently(connection -> EventRows.ofPlate(connection, texts));
  }

  @Override
  public List<StoredEvent> between(CameraId camera, Place after, Instant to, int limit) {
    return readers.read(connection -> EventRows.between(connection, camera, after, to, limit));
  }

  @Override
  public List<StoredEvent> ofType(String type, Place after, Instant before, int limit) {
    return readers.read(
        connection -> EventRows.ofType(connection, type, after, before, limit, unreadable));
  }

  @Override
  public Deleted delete(Collection<UUID> ids) {
    return forget(readers.read(connection -> Forgetting.these(connection, ids)));
  }

  /** Commits what is queued and lets go of the folder. */
  @Override
  public void close() {
    writer.close();
    readers.close();
    try {
      lock.close();
    } catch (Exception e) {
      throw new IllegalStateException("the data folder's lock could not be given back", e);
    }
  }

  private void change(Change change) {
    writer.<@Nullable Void>write(
        connection -> {
          change.run(connection);
          return null;
        });
  }

  /** A change without a result. */
  @FunctionalInterface
  private interface Change {
    void run(LogConnection connection) throws SQLException;
  }
}
