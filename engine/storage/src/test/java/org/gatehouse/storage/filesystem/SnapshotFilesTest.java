package org.gatehouse.storage.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.event.Snapshot;
import org.gatehouse.contract.storage.SnapshotsLeftException;
import org.gatehouse.storage.EventSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFilesTest {
  private static final UUID ID = EventSamples.id(1);

  @TempDir Path folder;

  @Test
  void write_thenRead_givesTheSameBytesUnderTheDayOfTheId() throws Exception {
    SnapshotFiles files = SnapshotFiles.open(folder.resolve("snapshots"));
    byte[] jpeg = "abc".getBytes(US_ASCII);

    Snapshot snapshot = files.write(ID, "crop", jpeg);

    // The digest of "abc" is the example of FIPS 180-2, appendix B.1.
    assertThat(snapshot)
        .isEqualTo(
            new Snapshot(
                "crop", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
    assertThat(files.read(ID, "crop")).isEqualTo(jpeg);
    assertThat(folder.resolve("snapshots/2026/05/04/" + ID + "-crop.jpg")).exists();
    assertThat(folder.resolve("snapshots/.partial")).isEmptyDirectory();
  }

  @Test
  void read_unknownPicture_saysThereIsNoSuchFile() {
    SnapshotFiles files = SnapshotFiles.open(folder);
    assertThatThrownBy(() -> files.read(ID, "crop")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void write_afterSomebodyDeletedTheFolder_createsItAgain() throws Exception {
    SnapshotFiles files = SnapshotFiles.open(folder.resolve("snapshots"));
    Files.delete(folder.resolve("snapshots/.partial"));
    Files.delete(folder.resolve("snapshots"));

    files.write(ID, "crop", new byte[] {1});

    assertThat(files.read(ID, "crop")).containsExactly(1);
  }

  @Test
  void open_halfWrittenPictureOfAKilledProcess_isCleared() throws Exception {
    Files.createDirectories(folder.resolve(".partial"));
    Files.writeString(folder.resolve(".partial/old-crop.jpg"), "half");

    SnapshotFiles.open(folder);

    assertThat(folder.resolve(".partial")).isEmptyDirectory();
  }

  @Test
  void open_fileInThePlaceOfTheFolder_saysTheWayOut() throws Exception {
    Path file = Files.writeString(folder.resolve("snapshots"), "not a folder");

    assertThatThrownBy(() -> SnapshotFiles.open(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("snapshots cannot be used")
        .hasMessageContaining("move it away");
  }

  @Test
  void write_dayFolderIsAFile_saysWhichPicture() throws Exception {
    SnapshotFiles files = SnapshotFiles.open(folder);
    Files.writeString(folder.resolve("2026"), "in the way");

    assertThatThrownBy(() -> files.write(ID, "crop", new byte[] {1}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(ID + "-crop.jpg could not be written");
  }

  @Test
  void write_nameThatLeadsOut_isRefused() {
    SnapshotFiles files = SnapshotFiles.open(folder);
    assertThatThrownBy(() -> files.write(ID, "../../etc", new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deleteBefore_oldPictures_goWithTheirFolders_butNotThoseToKeep() throws Exception {
    Path root = folder.resolve("snapshots");
    SnapshotFiles files = SnapshotFiles.open(root);
    byte[] jpeg = {1};
    int day = 86_400;
    for (int n : new int[] {1, 2, 3, day, day + 1, 40 * day}) {
      files.write(EventSamples.id(n), "crop", jpeg);
    }
    Files.writeString(root.resolve("2026/05/04/other.txt"), "not ours");

    Instant limit = EventSamples.START.plusSeconds(day + 1);
    Set<UUID> keep = Set.of(EventSamples.id(2));
    assertThat(files.deleteBefore(limit, keep, 2)).isEqualTo(2);
    assertThat(files.deleteBefore(limit, keep, 100)).isEqualTo(1);
    assertThat(files.deleteBefore(limit, keep, 100)).isZero();
    assertThat(files.read(EventSamples.id(2), "crop")).isEqualTo(jpeg);
    assertThat(files.read(EventSamples.id(day + 1), "crop")).isEqualTo(jpeg);
    assertThatThrownBy(() -> files.read(EventSamples.id(day), "crop"))
        .isInstanceOf(NoSuchFileException.class);

    assertThat(files.deleteBefore(EventSamples.START.plusSeconds(30L * day), Set.of(), 100))
        .isEqualTo(2);
    assertThat(root.resolve("2026/05/05")).doesNotExist();
    assertThat(root.resolve("2026/05/04/other.txt")).exists();
    assertThat(files.read(EventSamples.id(40 * day), "crop")).isEqualTo(jpeg);
  }

  @Test
  void deleteBefore_someCannotBeDeleted_theOthersGoAndAreCounted() throws Exception {
    SnapshotFiles files = SnapshotFiles.open(folder);
    byte[] jpeg = {1};
    int day = 86_400;
    for (int n = 1; n <= 30; n++) {
      files.write(EventSamples.id(n), "crop", jpeg);
      // Folders with something in them, by the names of pictures.
      refusing(EventSamples.id(100 + n));
      files.write(EventSamples.id(day + n), "crop", jpeg);
    }
    Instant limit = EventSamples.START.plusSeconds(2L * day);

    assertThat(files.deleteBefore(limit, Set.of(), 10)).as("told at the end").isEqualTo(10);
    assertThatThrownBy(() -> files.deleteBefore(limit, Set.of(), 100))
        .hasMessageContaining("30 files or folders refuse")
        .isInstanceOfSatisfying(
            SnapshotsLeftException.class, e -> assertThat(e.deleted()).isEqualTo(50));
    assertThat(folder.resolve("2026/05/05")).doesNotExist();
  }

  private void refusing(UUID event) throws IOException {
    Path file = SnapshotPath.of(folder, event, "crop");
    Files.createDirectories(file.resolve("stays"));
  }
}
