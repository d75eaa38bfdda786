package org.gatehouse.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.DataFolder;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.storage.filesystem.Durable;
import org.gatehouse.storage.filesystem.FileVersions;
import org.gatehouse.storage.filesystem.FolderLock;
import org.gatehouse.storage.filesystem.SegmentFiles;
import org.gatehouse.storage.postgres.PgStores;
import org.gatehouse.storage.sqlite.EventLogFile;
import org.gatehouse.storage.sqlite.SqliteGateStore;
import org.gatehouse.storage.sqlite.StoreFile;
import org.jspecify.annotations.Nullable;

/** The data folder of this machine, and a server beside it, for backup, restore and upgrade. */
final class LocalDataFolder implements DataFolder {
  private static final String AUDIT_HEAD = "audit-head.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Pictures first: those of the events that were copied are there then. */
  private static final List<String> PARTS =
      List.of("snapshots", "retention", "evidence", "audit.jsonl", "logins.key", "logins.txt");

  /** The head of the audit log before the log: rows may lie behind a head, but none be missing. */
  private static final List<String> STORES =
      List.of(
          AUDIT_HEAD,
          LocalStorageProvider.AUDIT,
          LocalStorageProvider.ACCOUNTS,
          LocalStorageProvider.LISTS,
          LocalStorageProvider.GATES,
          LocalStorageProvider.ALARMS);

  private final Path folder;
  private final EventLogFile events;
  private final @Nullable PgStores server;

  LocalDataFolder(Path folder, @Nullable DatabaseServer server) {
    this.folder = folder;
    this.server = server == null ? null : new PgStores(server);
    this.events = new EventLogFile(folder.resolve(LocalStorageProvider.EVENTS));
  }

  @Override
  public List<StoreVersion> versions() {
    List<StoreVersion> all = new ArrayList<>();
    all.add(new StoreVersion("events.db", events.version(), EventLogFile.KNOWN));
    all.add(StoreFile.audit(folder.resolve(LocalStorageProvider.AUDIT)));
    all.add(StoreFile.accounts(folder.resolve(LocalStorageProvider.ACCOUNTS)));
    all.add(StoreFile.lists(folder.resolve(LocalStorageProvider.LISTS)));
    all.add(StoreFile.gates(folder.resolve(LocalStorageProvider.GATES)));
    all.add(StoreFile.alarms(folder.resolve(LocalStorageProvider.ALARMS)));
    all.addAll(FileVersions.of(folder));
    if (server != null) {
      all.add(server.version());
    }
    return all;
  }

  @Override
  public Path events() {
    return events.file();
  }

  @Override
  public void copyEvents(Path target) {
    events.copy(target);
  }

  @Override
  public List<Path> stores() {
    return STORES.stream().map(folder::resolve).filter(Files::exists).toList();
  }

  @Override
  public void copyStore(Path store, Path target) throws IOException {
    String name = String.valueOf(store.getFileName());
    if (name.equals(LocalStorageProvider.AUDIT)) {
      copyAudit(store, target);
    } else if (name.endsWith(".db")) {
      StoreFile.copy(store, target);
    } else {
      Durable.replacePrivate(target, Files.readAllBytes(store));
    }
  }

  /**
   * Rows that were deleted for their age after the head was copied are missing behind it: then both
   * are copied again. Where the head is not written anew for them, something else is wrong, which
   * is copied as it is.
   */
  private void copyAudit(Path store, Path target) throws IOException {
    Path head = target.resolveSibling(AUDIT_HEAD);
    StoreFile.copy(store, target);
    long before = -1;
    long begin = begin(head);
    while (begin > before && StoreFile.auditBegin(target) > begin) {
      Durable.replacePrivate(head, Files.readAllBytes(folder.resolve(AUDIT_HEAD)));
      Files.delete(target);
      StoreFile.copy(store, target);
      before = begin;
      begin = begin(head);
    }
  }

  /** The sequence before the oldest row that a head knows; the largest if it knows none. */
  private static long begin(Path head) throws IOException {
    if (!Files.exists(head)) {
      return Long.MAX_VALUE;
    }
    try {
      JsonNode begin = JSON.readTree(Files.readAllBytes(head)).path("beginSequence");
      return begin.isIntegralNumber() ? begin.asLong() : Long.MAX_VALUE;
    } catch (JsonProcessingException damaged) {
      return Long.MAX_VALUE;
    }
  }

  @Override
  public List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String name : PARTS) {
      all.addAll(below(folder.resolve(name)));
    }
    return all;
  }

  /** Regular files that are whole: what begins with a dot is being written. */
  private static List<Path> below(Path start) throws IOException {
    List<Path> all = new ArrayList<>();
    Files.walkFileTree(start, new Whole(all));
    all.sort(null);
    return all;
  }

  /** Gathers them beside an engine that writes and deletes: what is gone meanwhile is left out. */
  private static final class Whole extends SimpleFileVisitor<Path> {
    private final List<Path> all;

    Whole(List<Path> all) {
      this.all = all;
    }

    private static boolean hidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return hidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() && !hidden(file)) {
        all.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }

  @Override
  public List<Recorded> recordings(List<Path> volumes, Instant from, Instant to)
      throws IOException {
    List<Recorded> all = new ArrayList<>();
    for (Path root : volumes.isEmpty() ? List.of(folder.resolve("recordings")) : volumes) {
      SegmentFiles files = new SegmentFiles(root);
      List<SegmentKey> keys = new ArrayList<>();
      files.scan((key, bytes) -> keys.add(key));
      keys.removeIf(key -> key.start().isBefore(from) || !key.start().isBefore(to));
      keys.sort(null);
      for (SegmentKey key : keys) {
        Path file = files.path(key);
        all.add(new Recorded(file, root.relativize(file)));
      }
    }
    return all;
  }

  @Override
  public void upgrade(Path copies) {
    for (StoreVersion version : versions()) {
      if (version.newer()) {
        throw new ConfigException(
            "%s was written by a newer Gatehouse (version %d, this one knows %d): nothing was changed; run that version"
                .formatted(folder.resolve(version.store()), version.found(), version.known()));
      }
    }
    try (FolderLock _ = FolderLock.take(folder)) {
      if (events.version() > 0 && events.version() < EventLogFile.KNOWN) {
        events.copy(copies.resolve("events.db"));
        events.upgrade();
      }
      Path gates = folder.resolve(LocalStorageProvider.GATES);
      if (StoreFile.gates(gates).older()) {
        StoreFile.copy(gates, copies.resolve(LocalStorageProvider.GATES));
        SqliteGateStore.upgrade(gates);
      }
      if (server != null && server.version().older()) {
        server.upgrade();
      }
    }
  }
}
