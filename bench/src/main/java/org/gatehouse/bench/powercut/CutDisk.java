package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.gatehouse.bench.powercut.Node.FileNode;
import org.gatehouse.bench.powercut.Node.FolderNode;
import org.gatehouse.bench.powercut.WriteLog.Entry;
import org.gatehouse.bench.powercut.WriteLog.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder as they may look after a power cut. Sure is only what was promised: the
 * bytes that a finished sync of their file covers, and the names that a finished sync of their
 * folder covers. Of all later bytes any sectors may be there, whatever the order they were written
 * in; of later names, the first few. That is harsher than ext4 and XFS are. Used by one thread.
 */
final class CutDisk {
  private static final int SECTOR = 512;

  /** How much of what was not synced is there; drawn for each file. */
  private static final double[] KEPT = {0, 0.2, 0.5, 0.9, 1};

  private final WriteLog log;
  private final RandomGenerator random;
  private final FolderNode top = new FolderNode();
  private final Map<Long, FileNode> files = new HashMap<>();
  private final Map<String, FolderNode> folders = new HashMap<>();
  private final Map<String, Integer> syncs = new HashMap<>();
  private final Map<Path, Long> synced = new HashMap<>();

  /**
   * A disk on which the folder was empty when the log began.
   *
   * @param root the folder, as the log calls it
   */
  CutDisk(WriteLog log, Path root, RandomGenerator random) {
    this.log = log;
    this.random = random;
    folders.put(root.toString(), top);
  }

  /**
   * Builds it.
   *
   * @param entries how many of the log's entries had happened
   * @param target an empty folder
   * @return the bytes of each file that were sure to be there
   */
  Map<Path, Long> build(int entries, Path target) throws IOException {
    for (int at = 0; at < entries; at++) {
      take(at, log.entries().get(at));
    }
    write(top, target);
    return synced;
  }

  private void take(int at, Entry entry) {
    switch (entry.kind()) {
      case CREATE -> create(at, entry);
      case OPEN -> files.computeIfAbsent(entry.inode(), inode -> new FileNode());
      case WRITE, TRUNCATE -> {
        FileNode file = files.get(entry.inode());
        if (file != null) {
          file.changes.add(at);
        }
      }
      case SYNC_BEGIN -> syncs.put(key(entry), at);
      case SYNC_END -> synced(entry);
      case RENAME -> {
        Node moved = find(entry.path());
        name(at, entry.path(), null);
        name(at, entry.other(), moved);
      }
      case MKDIR -> {
        FolderNode folder = new FolderNode();
        folders.put(entry.path(), folder);
        name(at, entry.path(), folder);
      }
      case UNLINK, RMDIR -> name(at, entry.path(), null);
    }
  }

  /** Two threads that open a file that is not there yet both take themselves for its maker. */
  private void create(int at, Entry entry) {
    FileNode known = files.get(entry.inode());
    if (known == null || find(entry.path()) != known) {
      FileNode file = new FileNode();
      files.put(entry.inode(), file);
      name(at, entry.path(), file);
    }
  }

  private static String key(Entry sync) {
    return sync.inode() + "/" + sync.offset();
  }

  private void synced(Entry end) {
    Integer begun = syncs.remove(key(end));
    if (begun == null) {
      return;
    }
    String path = log.entries().get(begun).path();
    FolderNode folder = folders.get(path);
    FileNode file = files.get(end.inode());
    if (folder != null) {
      folder.synced = Math.max(folder.synced, begun);
    } else if (path.isEmpty() && file != null) {
      file.synced = Math.max(file.synced, begun);
    }
  }

  private void name(int at, String path, @Nullable Node node) {
    FolderNode folder = folders.get(parent(path));
    if (folder != null) {
      folder.put(at, path.substring(path.lastIndexOf('/') + 1), node);
    }
  }

  private @Nullable Node find(String path) {
    FolderNode folder = folders.get(parent(path));
    return folder == null ? null : folder.get(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private void write(FolderNode folder, Path target) throws IOException {
    Files.createDirectories(target);
    for (Map.Entry<String, Node> child : folder.afterCut(random).entrySet()) {
      Path path = target.resolve(child.getKey());
      switch (child.getValue()) {
        case FolderNode below -> write(below, path);
        case FileNode file -> write(file, path);
      }
    }
  }

  private void write(FileNode file, Path target) throws IOException {
    double kept = KEPT[random.nextInt(KEPT.length)];
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int at : file.changes) {
        if (at >= file.synced) {
          synced.putIfAbsent(target, out.size());
        }
        change(out, log.entries().get(at), at < file.synced ? 1 : kept);
      }
      synced.putIfAbsent(target, out.size());
    }
  }

  private void change(FileChannel out, Entry change, double kept) throws IOException {
    if (change.kind() == Kind.TRUNCATE) {
      if (random.nextDouble() < kept) {
        resize(out, change.offset());
      }
      return;
    }
    ByteBuffer data = log.data(change);
    if (kept >= 1) {
      put(out, data, change.offset());
      return;
    }
    long at = change.offset();
    for (int done = 0; done < data.limit(); ) {
      int size = (int) Math.min(SECTOR - (at + done) % SECTOR, data.limit() - done);
      if (random.nextDouble() < kept) {
        put(out, data.slice(done, size), at + done);
      }
      done += size;
    }
  }

  private static void resize(FileChannel out, long size) throws IOException {
    if (size > out.size()) {
      put(out, ByteBuffer.allocate(1), size - 1);
    } else {
      out.truncate(size);
    }
  }

  private static void put(FileChannel out, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += out.write(bytes, at);
    }
  }
}
