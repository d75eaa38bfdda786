package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.SegmentStore;
import org.gatehouse.contract.storage.VolumeCheck;
import org.jspecify.annotations.Nullable;

/** Checks the segments of {@link SegmentFiles}; found by ServiceLoader. */
public final class VolumeChecker implements VolumeCheck {
  /** What a running engine may not have finished yet was written to since. */
  private static final Duration FRESH = Duration.ofMinutes(3);

  @Override
  public Result check(Request request, DoubleConsumer progress) throws IOException {
    if (!Files.isDirectory(request.root())) {
      return new Result(0, 0, false, List.of());
    }
    if (!request.repair()) {
      return run(request, isHeld(request.data()), progress);
    }
    try (FolderLock _ = FolderLock.take(request.data())) {
      return run(request, false, progress);
    }
  }

  @Override
  public SegmentStore read(Path root) {
    return new SegmentFiles(root);
  }

  private static boolean isHeld(Path data) {
    return Files.isDirectory(data) && FolderLock.isHeld(data);
  }

  private static Result run(Request request, boolean engineRuns, DoubleConsumer progress)
      throws IOException {
    List<Path> files = new ArrayList<>();
    collect(request.root(), 0, request.camera(), files);
    FileCheck check = new FileCheck(request.root(), request.repair());
    OverlapCheck overlaps = new OverlapCheck();
    long segments = 0;
    long bytes = 0;
    for (int i = 0; i < files.size(); i++) {
      progress.accept((double) i / files.size());
      Path file = files.get(i);
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        boolean open = engineRuns && fresh(now);
        SegmentName name = check.name(file);
        if (name != null) {
          segments++;
          bytes += now.size();
          overlaps.add(file, check.examine(file, name, open));
        }
      } catch (NoSuchFileException gone) {
        // Deleted by a running engine since the folders were read.
      }
    }
    progress.accept(1);
    List<Finding> findings = new ArrayList<>(check.findings());
    findings.addAll(overlaps.findings());
    return new Result(segments, bytes, engineRuns, findings);
  }

  private static boolean fresh(BasicFileAttributes file) {
    return file.lastModifiedTime().toInstant().isAfter(Instant.now().minus(FRESH));
  }

  /** All files three folders deep: camera, day, segment. */
  private static void collect(Path folder, int depth, @Nullable CameraId only, List<Path> files)
      throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(children::add);
    } catch (NoSuchFileException gone) {
      return;
    }
    children.sort(null);
    for (Path child : children) {
      String name = child.getFileName().toString();
      boolean wanted = depth > 0 || only == null || name.equals(only.value());
      if (!wanted || name.equals(LostAndFound.FOLDER)) {
        continue;
      }
      if (Files.isDirectory(child)) {
        collect(child, depth + 1, only, files);
      } else if (depth > 1 || name.endsWith(".mp4")) {
        files.add(child);
      }
    }
  }
}
