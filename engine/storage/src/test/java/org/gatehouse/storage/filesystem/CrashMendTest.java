package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.storage.filesystem.TestSegments.fragment;
import static org.gatehouse.storage.filesystem.TestSegments.free;
import static org.gatehouse.storage.filesystem.TestSegments.head;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.SegmentFile;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.storage.LocalStorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashMendTest {
  private static final StreamId STREAM = StreamId.main(new CameraId("gate-in"));
  private static final Instant START = Instant.parse("2026-03-01T23:59:30Z");

  @TempDir Path folder;

  @Test
  void mend_newestFilesOfACrash_areCutAndIndexed_andASecondTimeNothingIsLeft() throws IOException {
    Path before = torn(START);
    Path after = torn(START.plusSeconds(60));
    SegmentFiles files = new SegmentFiles(folder);

    assertThat(files.mend(() -> true)).isEqualTo(2);
    for (Path file : new Path[] {before, after}) {
      SegmentFacts facts = SegmentScan.read(file);
      assertThat(facts.indexed()).isTrue();
      assertThat(facts.whole()).isEqualTo(Files.size(file));
    }
    assertThat(files.mend(() -> true)).isZero();
  }

  @Test
  void mend_fileThatIsBeingWritten_isLeftAlone() throws IOException {
    SegmentFiles files = new SegmentFiles(folder);
    try (SegmentFile growing = files.create(STREAM, START)) {
      fill(growing);
      long size = Files.size(growing.path());
      assertThat(files.mend(() -> true)).isZero();
      assertThat(growing.path()).hasSize(size);
    }
  }

  @Test
  void mend_notWantedAnyMore_ends() throws IOException {
    torn(START);
    assertThat(new SegmentFiles(folder).mend(() -> false)).isZero();
  }

  @Test
  void mend_noFolderYet_isNothing() {
    assertThat(new SegmentFiles(folder.resolve("none")).mend(() -> true)).isZero();
  }

  @Test
  void open_storesAfterACrash_lockIsFreeOnceClosed() throws IOException {
    LocalStorageProvider provider = new LocalStorageProvider();
    provider.open(folder, Ticker.system()).events().close();
    provider.open(folder, Ticker.system()).events().close();
    assertThat(FolderLock.isHeld(folder)).isFalse();
  }

  private Path torn(Instant start) throws IOException {
    try (SegmentFile file = new SegmentFiles(folder).create(STREAM, start)) {
      fill(file);
      return file.path();
    }
  }

  private static void fill(SegmentFile file) throws IOException {
    file.append(
        ByteBuffer.wrap(head(90_000)),
        ByteBuffer.wrap(free(1584)),
        ByteBuffer.wrap(fragment(0, 90_000)),
        ByteBuffer.wrap(fragment(90_000, 90_000), 0, 100));
  }
}
