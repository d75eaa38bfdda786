package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.storage.SnapshotStore;

/**
 * Pictures as files {@code yyyy/mm/dd/<event id>-<name>.jpg} (UTC day of the event's id). A name
 * appears only when its content is on disk. Thread-safe: a picture has one writer, and names never
 * collide.
 */
public final class SnapshotFiles implements SnapshotStore {
  private static final String PARTIAL = ".partial";

  private final Path root;
  private final FolderNames names;

  private SnapshotFiles(Path root) {
    this.root = root;
    this.names = new FolderNames(root);
  }

  /**
   * Opens or creates the folder and clears what a killed process left half written.
   *
   * @throws ConfigException if the folder cannot serve
   */
  public static SnapshotFiles open(Path root) {
    try {
      Files.createDirectories(root.resolve(PARTIAL));
      try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(root.resolve(PARTIAL))) {
        for (Path leftover : leftovers) {
          Files.delete(leftover);
        }
      }
      Files.delete(Files.createTempFile(root.resolve(PARTIAL), "probe", ""));
      return new SnapshotFiles(root);
    } catch (IOException e) {
      throw new ConfigException(
          "snapshot folder "
              + root
              + " cannot be used ("
              + e
              + "): it must be a folder that this user may write to, with room left; if something"
              + " else lies there, move it away and start again",
          e);
    }
  }

  @Override
  public List<Snapshot> write(UUID event, Map<String, byte[]> jpegs) throws IOException {
    List<Snapshot> written = new ArrayList<>();
    for (Map.Entry<String, byte[]> jpeg : jpegs.entrySet()) {
      written.add(write(event, jpeg));
    }
    Path folder = SnapshotPath.folder(root, event);
    try {
      names.sync(folder);
    } catch (IOException e) {
      throw failed(SnapshotPath.of(root, event, written.getLast().name()), e);
    }
    return List.copyOf(written);
  }

  /** The file's name is not on disk yet. */
  private Snapshot write(UUID event, Map.Entry<String, byte[]> jpeg) throws IOException {
    String name = jpeg.getKey();
    byte[] content = jpeg.getValue();
    Path target = SnapshotPath.of(root, event, name);
    Path partial = root.resolve(PARTIAL).resolve(SnapshotPath.fileName(event, name));
    try {
      try {
        place(content, partial, target);
      } catch (NoSuchFileException folderMissing) {
        names.create(root.resolve(PARTIAL));
        names.create(SnapshotPath.folder(root, event));
        place(content, partial, target);
      }
    } catch (IOException e) {
      Files.deleteIfExists(partial);
      throw failed(target, e);
    }
    return new Snapshot(name, sha256(content), content.length);
  }

  private static void place(byte[] content, Path partial, Path target) throws IOException {
    Durable.write(partial, content);
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static IOException failed(Path target, IOException e) {
    return new IOException("snapshot " + target + " could not be written (" + reason(e) + ")", e);
  }

  @Override
  public byte[] read(UUID event, String name) throws IOException {
    return Files.readAllBytes(SnapshotPath.of(root, event, name));
  }

  @Override
  public boolean delete(UUID event, String name) throws IOException {
    Path file = SnapshotPath.of(root, event, name);
    if (!Files.deleteIfExists(file)) {
      return false;
    }
    names.sync(SnapshotPath.folder(root, event));
    return true;
  }

  @Override
  public int deleteBefore(Instant time, Set<UUID> keep, int most) throws IOException {
    return new SnapshotSweep(root, time, keep, most).run();
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
