package org.gatehouse.storage.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a repair puts what does not belong: below the volume, with the path it had there. */
final class LostAndFound {
  static final String FOLDER = "lost+found";

  private final Path root;

  LostAndFound(Path root) {
    this.root = root;
  }

  /** Moves a file there; says where it lies now. Never over another one. */
  Path take(Path file) throws IOException {
    Path wanted = root.resolve(FOLDER).resolve(root.relativize(file).toString());
    Path target = wanted;
    for (int i = 1; Files.exists(target); i++) {
      target = wanted.resolveSibling(wanted.getFileName() + "." + i);
    }
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException(file + " has no place below " + root);
    }
    FolderNames names = new FolderNames(root);
    names.create(folder);
    Files.move(file, target);
    names.sync(folder);
    Path left = file.getParent();
    if (left != null) {
      Durable.syncFolder(left);
    }
    return target;
  }
}
