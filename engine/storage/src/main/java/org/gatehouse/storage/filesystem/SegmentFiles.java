package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.ObjLongConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentKey;
import org.gatehouse.contract.storage.SegmentStore;
import org.jspecify.annotations.Nullable;

/**
 * Segments under {@code <root>/<camera>/<day>/<name>.mp4}, all in UTC. Thread-safe. Nothing is
 * remembered that the files do not say; what a file says is cached by its size and time of change.
 */
public final class SegmentFiles implements SegmentStore {
  private static final int NAMES_TO_TRY = 1000;

  private final Path root;
  private final FolderNames names;
  private final Set<Path> open = ConcurrentHashMap.newKeySet();
  private final Map<StreamId, AtomicLong> revisions = new ConcurrentHashMap<>();
  private final SegmentIndex index = new SegmentIndex();
  private final VolumeProbe probe;

  /** Segments below that folder, which is made when the first segment is. */
  public SegmentFiles(Path root) {
    this.root = root;
    this.probe = new VolumeProbe(root);
    this.names = new FolderNames(root);
  }

  @Override
  public SegmentFile create(StreamId stream, Instant start) throws IOException {
    SegmentName name = new SegmentName(stream, start);
    for (int i = 0; i < NAMES_TO_TRY; i++) {
      Path folder = folder(name);
      names.create(folder);
      try {
        return opened(name, folder.resolve(name.file()));
      } catch (FileAlreadyExistsException taken) {
        name = name.next();
      } catch (NoSuchFileException folderGone) {
        // Emptied and removed just now, as a day's last segment was deleted: it is made again.
      }
    }
    throw new FileAlreadyExistsException(name.file());
  }

  private AppendingFile opened(SegmentName name, Path path) throws IOException {
    open.add(path);
    try {
      AppendingFile file = new AppendingFile(name.key(), path, names, () -> open.remove(path));
      revised(name.stream());
      return file;
    } catch (IOException e) {
      open.remove(path);
      throw e;
    }
  }

  @Override
  public long revision(StreamId stream) {
    AtomicLong revision = revisions.get(stream);
    return revision == null ? 0 : revision.get();
  }

  private void revised(StreamId stream) {
    revisions.computeIfAbsent(stream, _ -> new AtomicLong()).incrementAndGet();
  }

  /** Whether this store has the file open for writing. */
  boolean isOpen(Path path) {
    return open.contains(path);
  }

  /**
   * Finishes the recordings that a crash interrupted, while others are written; takes a moment for
   * each stream.
   *
   * @param wanted asked again and again; false ends it early
   * @return how many files were mended
   */
  public int mend(BooleanSupplier wanted) {
    return new CrashMend(this, wanted).run();
  }

  @Override
  public List<SegmentInfo> list(StreamId stream, Instant from, Instant to) throws IOException {
    List<SegmentInfo> found = new ArrayList<>();
    for (Path day : children(root.resolve(stream.camera().value()))) {
      LocalDate date = day(day);
      if (date == null || !mayHold(date, from, to)) {
        continue;
      }
      for (Path file : children(day)) {
        SegmentName name = SegmentName.parse(file.getFileName().toString());
        if (name != null && name.stream().equals(stream) && name.start().isBefore(to)) {
          Optional<SegmentInfo> info = index.read(file, name);
          if (info.isEmpty() && isOpen(file)) {
            // It will be told as soon as it has a fragment.
            revised(stream);
          }
          info.filter(segment -> segment.end().isAfter(from)).ifPresent(found::add);
        }
      }
    }
    found.sort(Comparator.comparing(SegmentInfo::start).thenComparing(SegmentInfo::file));
    return found;
  }

  /** A segment may reach into the next day. */
  private static boolean mayHold(LocalDate day, Instant from, Instant to) {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return begin.isBefore(to) && begin.plus(2, ChronoUnit.DAYS).isAfter(from);
  }

  @Override
  public SortedSet<LocalDate> days(StreamId stream) throws IOException {
    SortedSet<LocalDate> days = new TreeSet<>();
    for (Path folder : children(root.resolve(stream.camera().value()))) {
      LocalDate date = day(folder);
      if (date != null && holds(folder, stream)) {
        days.add(date);
      }
    }
    return days;
  }

  /** By names, newest first, so that one file is read. */
  @Override
  public Optional<SegmentInfo> latest(StreamId stream) throws IOException {
    List<Path> days = new ArrayList<>(children(root.resolve(stream.camera().value())));
    days.removeIf(folder -> day(folder) == null);
    days.sort(Comparator.comparing(Path::getFileName).reversed());
    for (Path day : days) {
      List<SegmentName> names = new ArrayList<>();
      for (Path file : children(day)) {
        SegmentName name = SegmentName.parse(file.getFileName().toString());
        if (name != null && name.stream().equals(stream)) {
          names.add(name);
        }
      }
      names.sort(Comparator.comparing(SegmentName::start).reversed());
      for (SegmentName name : names) {
        Optional<SegmentInfo> found = index.read(day.resolve(name.file()), name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path day, StreamId stream) throws IOException {
    for (Path file : children(day)) {
      SegmentName name = SegmentName.parse(file.getFileName().toString());
      if (name != null && name.stream().equals(stream)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable LocalDate day(Path folder) {
    try {
      return LocalDate.parse(folder.getFileName().toString());
    } catch (DateTimeParseException notOurs) {
      return null;
    }
  }

  @Override
  public void scan(ObjLongConsumer<SegmentKey> each) throws IOException {
    for (Path camera : children(root)) {
      for (Path day : children(camera)) {
        for (Path file : children(day)) {
          SegmentName name = SegmentName.parse(file.getFileName().toString());
          if (name != null && path(name).equals(file)) {
            tell(name.key(), file, each);
          }
        }
      }
    }
  }

  private static void tell(SegmentKey key, Path file, ObjLongConsumer<SegmentKey> each)
      throws IOException {
    try {
      each.accept(key, Files.size(file));
    } catch (NoSuchFileException gone) {
      // Deleted since the folder was read.
    }
  }

  @Override
  public boolean delete(SegmentKey segment) throws IOException {
    SegmentName name = new SegmentName(segment.stream(), segment.start());
    boolean deleted = Files.deleteIfExists(path(name));
    try {
      Files.deleteIfExists(folder(name));
    } catch (IOException inUse) {
      // The day has other segments.
    }
    return deleted;
  }

  /** Where the segment lies or would lie. */
  public Path path(SegmentKey segment) {
    return path(new SegmentName(segment.stream(), segment.start()));
  }

  private Path path(SegmentName name) {
    return folder(name).resolve(name.file());
  }

  private Path folder(SegmentName name) {
    return root.resolve(name.stream().camera().value()).resolve(name.day());
  }

  @Override
  public Path path(CameraId camera, String file) throws IOException {
    SegmentName name = SegmentName.parse(file);
    if (name == null || !name.stream().camera().equals(camera) || !name.file().equals(file)) {
      throw new NoSuchFileException(file);
    }
    Path path = path(name);
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(file);
    }
    return path;
  }

  @Override
  public Path root() {
    return root;
  }

  @Override
  public void probe(long bytes) throws IOException {
    probe.run(bytes);
  }

  @Override
  public long usableBytes() {
    Path existing = root.toAbsolutePath();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return Files.getFileStore(existing).getUsableSpace();
    } catch (IOException unknown) {
      return -1;
    }
  }

  /** What lies in a folder; nothing if it is missing or no folder. */
  static List<Path> children(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException nothing) {
      return List.of();
    }
    return paths;
  }
}
