package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.gatehouse.contract.config.ConfigException;

/**
 * The run directory: the socket, crash reports, and beside it the unpacked native libraries, which
 * are kept so that the next start need not unpack them again. All of it is for this user only.
 */
record RunFolder(Path directory, Path natives) {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /** What fits sockaddr_un.sun_path (unix(7)) with its closing zero. */
  private static final int LONGEST_SOCKET_PATH = 107;

  private static final int CRASH_REPORTS_KEPT = 3;

  /** Makes what is missing. */
  static RunFolder prepare(Path directory) {
    try {
      Path absolute = directory.toAbsolutePath();
      makePrivate(absolute);
      RunFolder folder = new RunFolder(absolute, nativesBeside(absolute));
      folder.checkSocketPath();
      folder.dropOldCrashReports();
      return folder;
    } catch (IOException e) {
      throw new ConfigException(
          "run directory %s cannot be used for the analytics worker: %s"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Where the engine listens. */
  Path socket() {
    return directory.resolve("analytics-" + ProcessHandle.current().pid() + ".sock");
  }

  /** A folder of native libraries for one live process. */
  Path nativesOfSlot(int slot) {
    return natives.resolve(Integer.toString(slot));
  }

  private void checkSocketPath() {
    int length = socket().toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_SOCKET_PATH) {
      throw new ConfigException(
          "the path of the analytics socket is too long: %s has %d bytes, Unix sockets allow %d; use a shorter folder"
              .formatted(socket(), length, LONGEST_SOCKET_PATH));
    }
  }

  /** A run directory may be new each time; a folder of somebody else is never trusted. */
  private static Path nativesBeside(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null) {
      Path shared = parent.resolve(".gatehouse-natives");
      try {
        makePrivate(shared);
        return shared;
      } catch (IOException e) {
        return makePrivate(directory.resolve("natives"));
      }
    }
    return makePrivate(directory.resolve("natives"));
  }

  private static Path makePrivate(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = folder.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PRIVATE));
      return folder;
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is not a folder");
    }
    // Fails unless the folder is ours.
    Files.setPosixFilePermissions(folder, PRIVATE);
    return folder;
  }

  private void dropOldCrashReports() throws IOException {
    List<Path> reports = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "worker-crash-*.log")) {
      found.forEach(reports::add);
    }
    reports.sort(Comparator.comparingLong(RunFolder::modified).reversed());
    for (Path report :
        reports.subList(Math.min(CRASH_REPORTS_KEPT, reports.size()), reports.size())) {
      Files.deleteIfExists(report);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
