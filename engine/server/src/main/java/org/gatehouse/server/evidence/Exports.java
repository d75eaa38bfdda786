package org.gatehouse.server.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.storage.StorageException;
import org.gatehouse.contract.vision.RedactionException;
import org.gatehouse.server.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exports of a site, in a private folder each below {@code exports}: made one after the other,
 * taken away after some days, as they are personal data. What was being made when the engine ended
 * is taken away at the next start. Thread-safe.
 */
public final class Exports implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Exports.class);
  private static final int MOST_WAITING = 20;
  private static final int ID_BYTES = 16;

  private final Path root;
  private final Duration keep;
  private final AuditLog audit;
  private final ExportParts parts;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Export> exports = new ConcurrentHashMap<>();

  /** The work on each export that is made, or waits for that. */
  private final Map<String, FutureTask<?>> work = new ConcurrentHashMap<>();

  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("exports").daemon().factory());

  /** Not the maker's thread: a redaction may take hours. */
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("exports-kept").daemon().factory());

  private final Future<?> sweeping;

  /**
   * Finds the exports of that data folder.
   *
   * @param keep how long an export is kept
   * @throws ConfigException if the folder cannot be used
   */
  public Exports(Path data, Duration keep, AuditLog audit, ExportParts parts) {
    this.root = data.resolve("exports");
    this.keep = keep;
    this.audit = audit;
    this.parts = parts;
    try {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      findOld();
    } catch (IOException e) {
      throw new ConfigException("the folder for exports " + root + " cannot be used: " + e, e);
    }
    this.sweeping = sweeper.scheduleWithFixedDelay(this::sweep, 1, 60, TimeUnit.SECONDS);
  }

  private void findOld() throws IOException {
    for (Path folder : folders()) {
      Path manifest = folder.resolve(Manifest.FILE);
      try {
        JsonNode tree = Manifest.parse(Files.readAllBytes(manifest));
        List<Export.Item> items = new ArrayList<>();
        for (Manifest.Listed file : Manifest.files(tree)) {
          long bytes = Files.size(folder.resolve(file.name()));
          items.add(new Export.Item(file.name(), file.sha256(), bytes));
        }
        String id = String.valueOf(folder.getFileName());
        Instant created = Files.getLastModifiedTime(manifest).toInstant();
        Export export = new Export(id, folder, created, Manifest.redacted(tree));
        export.done(items);
        exports.put(id, export);
      } catch (IOException unfinished) {
        log.info("export {}: not finished, taken away", folder.getFileName());
        deleteTree(folder);
      }
    }
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> there = Files.list(root)) {
      return there.filter(Files::isDirectory).toList();
    }
  }

  /**
   * Begins an export.
   *
   * @throws StorageException if it cannot be noted in the audit log, or too many wait
   */
  public Export start(ExportRequest request) {
    long waiting =
        exports.values().stream().filter(old -> old.state() == Export.State.RUNNING).count();
    if (waiting >= MOST_WAITING) {
      throw new StorageException(
          waiting + " exports wait already: try again later", new IllegalStateException());
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    Export export = new Export(id, root.resolve(id), parts.now(), request.redacted());
    note("export.requested", request.by(), id, details(request));
    exports.put(id, export);
    FutureTask<?> task = new FutureTask<>(() -> make(export, request), true);
    work.put(id, task);
    maker.execute(task);
    return export;
  }

  private static Map<String, ?> details(ExportRequest request) {
    return Map.of(
        "cameras",
        request.cameras().stream().map(Object::toString).toList(),
        "from",
        request.from().toString(),
        "to",
        request.to().toString(),
        "redacted",
        request.redacted(),
        "reason",
        request.reason() == null ? "" : request.reason());
  }

  private void make(Export export, ExportRequest request) {
    try {
      export.begin(parts.ticker().nanos());
      Files.createDirectory(
          export.folder(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      List<Export.Item> items = new ExportRun(export, request, parts).run();
      note("export.made", request.by(), export.id(), Map.of("files", items.size()));
      export.done(items);
    } catch (InterruptedException | ClosedByInterruptException e) {
      failed(export, request, "the engine was stopped");
    } catch (RuntimeException e) {
      log.error("export {} failed", export.id(), e);
      failed(export, request, text(e));
    } catch (IOException | RedactionException e) {
      log.warn("export {} failed: {}", export.id(), text(e));
      failed(export, request, e instanceof NoSuchFileException gone ? deleted(gone) : text(e));
    } finally {
      work.remove(export.id());
      if (export.state() == Export.State.STOPPED) {
        deleteTree(export.folder());
      }
    }
  }

  private static String deleted(NoSuchFileException gone) {
    return "a recording was deleted meanwhile: " + gone.getMessage();
  }

  private static String text(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private void failed(Export export, ExportRequest request, String why) {
    if (export.state() == Export.State.STOPPED) {
      return;
    }
    deleteTree(export.folder());
    try {
      note("export.failed", request.by(), export.id(), Map.of("why", why));
    } catch (StorageException e) {
      log.error("{}", e.getMessage());
    }
    export.failed(why);
  }

  /** The export of that id; null if there is none, or no longer. */
  public @Nullable Export find(String id) {
    return exports.get(id);
  }

  /** All there are, latest first. */
  public List<Export> all() {
    return exports.values().stream()
        .sorted(Comparator.comparing(Export::created).reversed())
        .toList();
  }

  /** Names that can be had of an export: its files, manifest, signature and key. */
  public static List<String> names(Export export) {
    List<String> names = new ArrayList<>(export.items().stream().map(Export.Item::name).toList());
    names.addAll(List.of(Manifest.FILE, Manifest.SIGNATURE, Manifest.KEY));
    return names;
  }

  /**
   * A file that somebody takes away with them; noted before they get it.
   *
   * @return null if the export has no such file
   * @throws StorageException if it cannot be noted
   */
  public @Nullable Path take(Export export, String name, Requester by) {
    if (export.state() != Export.State.DONE || !names(export).contains(name)) {
      return null;
    }
    note("export.download", by, export.id(), Map.of("file", name));
    return export.folder().resolve(name);
  }

  /**
   * Takes an export away; one that is being made is given up first, and what there is of it goes as
   * soon as its maker lets go of it.
   *
   * @throws StorageException if it cannot be noted
   */
  public void delete(Export export, Requester by) {
    boolean made = export.state() == Export.State.RUNNING;
    note(made ? "export.stopped" : "export.deleted", by, export.id(), Map.of());
    exports.remove(export.id());
    FutureTask<?> task = work.remove(export.id());
    if (export.stop() && task != null) {
      task.cancel(true);
    } else {
      deleteTree(export.folder());
    }
  }

  /** Takes away what was kept long enough. */
  void sweep() {
    Instant oldest = parts.now().minus(keep);
    for (Export export : exports.values()) {
      try {
        if (export.created().isBefore(oldest) && export.state() != Export.State.RUNNING) {
          delete(export, Requester.of("retention"));
        }
      } catch (StorageException e) {
        log.error("export {} is not taken away: {}", export.id(), e.getMessage());
      }
    }
  }

  private void note(String action, Requester by, String id, Map<String, ?> details) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.put("export", id);
    if (by.from() != null) {
      all.put(all.containsKey("from") ? "address" : "from", by.from());
    }
    audit.note(action, by.who(), by.purpose(), all);
  }

  private static void deleteTree(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException gone) {
      // Nothing was made.
    } catch (IOException e) {
      log.error("the export's folder {} is not taken away: {}", folder, e.toString());
    }
  }

  /** Ends what is being made. */
  @Override
  public void close() {
    sweeping.cancel(false);
    sweeper.shutdownNow();
    maker.shutdownNow();
    parts.redactor().close();
  }
}
