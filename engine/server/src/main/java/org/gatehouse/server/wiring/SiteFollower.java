package org.gatehouse.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.gatehouse.server.config.ZoneFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices once a second that the site's file, the applied cameras, their passwords or what was
 * drawn on their pictures changed, and tells the cameras that hold from then on. Secrets that lie
 * elsewhere are looked at once a minute. A site that cannot be read changes nothing and is told
 * once. One thread of its own.
 */
final class SiteFollower {
  private static final Logger log = LoggerFactory.getLogger(SiteFollower.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Looks, which makes a minute. */
  private static final int READ_AT_LEAST_EVERY = 60;

  private final Path file;
  private final Path applied;
  private final Path secrets;
  private final Path zones;
  private final SiteFile reader;
  private final Consumer<List<CameraConfig>> cameras;

  private SiteConfig current;
  private Map<Path, Seen> seen = Map.of();
  private int looksSinceRead;
  private String trouble = "";

  /** What tells that a file was written: it may have been replaced by one of the same size. */
  private record Seen(long modifiedNanos, long size, String key) {}

  /**
   * Looks for the first time when told to; whatever is there then is read.
   *
   * @param cameras gets all cameras of the site after each change of any
   */
  SiteFollower(
      Path file, SiteFile reader, SiteConfig current, Consumer<List<CameraConfig>> cameras) {
    this.file = file;
    Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    this.applied = folder.resolve(OpenSite.FOLDER).resolve("cameras.yaml");
    this.secrets = folder.resolve(OpenSite.FOLDER).resolve("secrets");
    this.zones = ZoneFolder.in(folder);
    this.reader = reader;
    this.current = current;
    this.cameras = cameras;
  }

  /** Looks once a second until closed. */
  AutoCloseable start() {
    Thread thread = Thread.ofVirtual().name("site-follower").start(this::run);
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private void run() {
    try {
      while (true) {
        guardedLook();
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      log.debug("follows the site's files no more");
    }
  }

  private void guardedLook() {
    try {
      look();
    } catch (RuntimeException e) {
      log.error("{}: following its changes failed; going on with what holds", file, e);
    }
  }

  /**
   * Compares the files with those of the last look and follows what changed; every sixtieth look
   * reads them whatever they look like.
   */
  void look() {
    Map<Path, Seen> now = stamps();
    looksSinceRead++;
    if (now.equals(seen) && looksSinceRead < READ_AT_LEAST_EVERY) {
      return;
    }
    seen = now;
    looksSinceRead = 0;
    try {
      follow(reader.read(file));
      trouble = "";
    } catch (ConfigException e) {
      tell(String.valueOf(e.getMessage()));
    }
  }

  private void tell(String problem) {
    if (!problem.equals(trouble)) {
      trouble = problem;
      log.error(
          "{}: its change is not taken, the cameras go on as they were; correct it: {}",
          file,
          problem);
    }
  }

  private void follow(SiteConfig next) {
    if (!next.withCameras(List.of()).equals(current.withCameras(List.of()))) {
      log.warn("{}: what changed beside the cameras holds from the next start on", file);
    }
    boolean changed = !next.cameras().equals(current.cameras());
    current = next;
    if (changed) {
      log.info("{}: changed; {} cameras hold now", file, next.cameras().size());
      cameras.accept(next.cameras());
    }
  }

  private Map<Path, Seen> stamps() {
    Map<Path, Seen> stamps = new TreeMap<>();
    stamp(file, stamps);
    stamp(applied, stamps);
    stampAll(secrets, stamps);
    stampAll(zones, stamps);
    return stamps;
  }

  private static void stampAll(Path folder, Map<Path, Seen> stamps) {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files.forEach(file -> stamp(file, stamps));
      } catch (IOException e) {
        log.debug("{} cannot be listed", folder, e);
      }
    }
  }

  private static void stamp(Path path, Map<Path, Seen> stamps) {
    try {
      BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
      stamps.put(
          path,
          new Seen(
              is.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              is.size(),
              String.valueOf(is.fileKey())));
    } catch (NoSuchFileException e) {
      log.trace("{} is not there", path);
    } catch (IOException e) {
      log.debug("{} cannot be looked at", path, e);
    }
  }
}
