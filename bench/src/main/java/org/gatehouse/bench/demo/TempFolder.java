package org.gatehouse.bench.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder for one run; it goes with the process, however that is told to end, unless kept. */
public final class TempFolder {
  private static final long PATIENCE_SECONDS = 5;

  private static final Set<TempFolder> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(TempFolder::removeAll, "remove-folders"));
  }

  private final Path path;

  private TempFolder(Path path) {
    this.path = path;
  }

  /** Makes one. */
  public static TempFolder create(String what) throws IOException {
    TempFolder folder = new TempFolder(Files.createTempDirectory("gatehouse-" + what + "-"));
    OPEN.add(folder);
    return folder;
  }

  /** Makes one below a folder, which is made if absent; null for the system's own place. */
  public static TempFolder create(String what, @Nullable Path below) throws IOException {
    if (below == null) {
      return create(what);
    }
    Files.createDirectories(below);
    TempFolder folder = new TempFolder(Files.createTempDirectory(below, "gatehouse-" + what + "-"));
    OPEN.add(folder);
    return folder;
  }

  /** Others of this process write there as long as they live, so they end first. */
  private static void removeAll() {
    if (OPEN.isEmpty()) {
      return;
    }
    List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
    children.forEach(ProcessHandle::destroy);
    try {
      CompletableFuture.allOf(
              children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      children.forEach(ProcessHandle::destroyForcibly);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    OPEN.forEach(TempFolder::remove);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Lets programs that run as another user reach what is theirs in it. */
  public void letOthersThrough() throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /** It stays, for a person to look into. */
  public void keep() {
    OPEN.remove(this);
  }

  /** Removes it and all in it; files that cannot be removed stay. */
  public synchronized void remove() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // A temporary folder: the system clears what is left.
    } finally {
      // Only now: at the end of the process whoever else removes it is waited for.
      OPEN.remove(this);
    }
  }
}
