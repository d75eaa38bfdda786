package org.gatehouse.storage.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names are on disk for everybody who was told so. */
final class FolderNamesTest {
  @TempDir Path root;

  private final List<Path> synced = new ArrayList<>();

  @Test
  void sync_newFolder_syncsItAndAllAboveOnce() throws IOException {
    FolderNames names = new FolderNames(root, synced::add);
    Path day = root.resolve("camera").resolve("day");
    names.create(day);

    names.sync(day);
    assertThat(synced).containsExactly(day, day.getParent(), root, root.getParent());

    synced.clear();
    names.sync(day);
    assertThat(synced).containsExactly(day);
  }

  /** The second caller comes while the first one's sync of the topmost folder is under way. */
  @Test
  void sync_upperFoldersStillBeingSyncedByAnother_waitsForThemToo() throws IOException {
    Path day = root.resolve("camera").resolve("day");
    List<Path> ofSecond = new ArrayList<>();
    Another another = new Another(day, ofSecond);
    FolderNames names = new FolderNames(root, another);
    another.names = names;
    names.create(day);

    names.sync(day);

    assertThat(ofSecond).as("synced before the second caller was told").contains(root);
  }

  /** A disk on which, before the names in the root are safe, another caller comes along. */
  private final class Another implements FolderNames.FolderSync {
    private final Path day;
    private final List<Path> seen;
    private FolderNames names = new FolderNames(root);
    private boolean came;

    Another(Path day, List<Path> seen) {
      this.day = day;
      this.seen = seen;
    }

    @Override
    public void sync(Path folder) throws IOException {
      if (came) {
        seen.add(folder);
      } else if (folder.equals(root)) {
        came = true;
        names.sync(day);
      }
    }
  }
}
