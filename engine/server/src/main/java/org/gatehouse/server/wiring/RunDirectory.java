package org.gatehouse.server.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the sockets between the engine and its workers lie: in the data folder, or below the
 * temporary folder where that path is too long for a socket. What lies there goes away with the
 * engine; a later engine on the same data uses, and takes away, what one left that was killed.
 *
 * @param path made by whoever needs it first
 * @param temporary what is taken away in the end; null where it is in the data folder
 */
record RunDirectory(Path path, @Nullable Path temporary) implements AutoCloseable {
  /** Leaves room for the socket's own name in the 107 bytes of sockaddr_un (unix(7)). */
  private static final int LONGEST = 70;

  /** That of the engine on this data folder. */
  static RunDirectory of(Path data) {
    Path beside = data.toAbsolutePath().normalize().resolve("run");
    byte[] path = beside.toString().getBytes(StandardCharsets.UTF_8);
    if (path.length <= LONGEST) {
      return new RunDirectory(beside, null);
    }
    String name = "gatehouse-" + UUID.nameUUIDFromBytes(path);
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"), name);
    return new RunDirectory(temporary.resolve("run"), temporary);
  }

  /** Takes the temporary folder away; the workers must have ended. Follows no link. */
  @Override
  public void close() throws IOException {
    if (temporary != null && Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
      Files.walkFileTree(temporary, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException trouble)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
