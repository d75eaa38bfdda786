package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.contract.storage.SegmentStore;

/**
 * Segments under {@code <root>/<camera>/<day>/<name>.mp4}, all in UTC. Thread-safe. Nothing is
 * remembered that the files do not say; what a file says is cached by its size and time of change.
 */
public final class SegmentFiles implements SegmentStore {
  private static final int NAMES_TO_TRY = 1000;

  private final Path root;
  private final SegmentIndex index = new SegmentIndex();

  /** Segments below that folder, which is made when the first segment is. */
  public SegmentFiles(Path root) {
    this.root = root;
  }

  @Override
  public SegmentFile create(StreamId stream, Instant start) throws IOException {
    SegmentName name = new SegmentName(stream, start);
    for (int i = 0; i < NAMES_TO_TRY; i++) {
      Path folder = root.resolve(stream.camera().value()).resolve(name.day());
      Files.createDirectories(folder);
      try {
        return new AppendingFile(folder.resolve(name.file()));
      } catch (FileAlreadyExistsException taken) {
        name = name.next();
      }
    }
    throw new FileAlreadyExistsException(name.file());
  }

  @Override
  public List<SegmentInfo> list(CameraId camera) throws IOException {
    List<SegmentInfo> found = new ArrayList<>();
    for (Path day : children(root.resolve(camera.value()))) {
      for (Path file : children(day)) {
        SegmentName name = SegmentName.parse(file.getFileName().toString());
        if (name != null && name.stream().camera().equals(camera)) {
          index.read(file, name).ifPresent(found::add);
        }
      }
    }
    found.sort(Comparator.comparing(SegmentInfo::start).thenComparing(SegmentInfo::file));
    return found;
  }

  @Override
  public Path path(CameraId camera, String file) throws IOException {
    SegmentName name = SegmentName.parse(file);
    if (name == null || !name.stream().camera().equals(camera) || !name.file().equals(file)) {
      throw new NoSuchFileException(file);
    }
    Path path = root.resolve(camera.value()).resolve(name.day()).resolve(file);
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
  private static List<Path> children(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(paths::add);
    } catch (NoSuchFileException | NotDirectoryException nothing) {
      return List.of();
    }
    return paths;
  }
}
